-- A session that was convened and is put off: the one held in its place says so. Unlike a second convocation, it changes nothing of the quorum.
alter table legalite.seance add column reporte uuid references legalite.seance;
create unique index seance_reporte_une_fois on legalite.seance (reporte);
