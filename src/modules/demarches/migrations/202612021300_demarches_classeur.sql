-- A table of answers may also leave as a workbook.
alter table demarches.exportation drop constraint exportation_format_check;
alter table demarches.exportation add constraint exportation_format_check check (format in ('csv', 'xlsx', 'jsonl', 'zip'));
alter table demarches.exportation drop constraint exportation_csv;
alter table demarches.exportation add constraint exportation_csv check (format not in ('csv', 'xlsx') or filtre ? 'demarche');
