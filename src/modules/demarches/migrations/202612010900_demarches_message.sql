-- What the holder of a file and the office write to each other. Files hang on the file itself (`message:<id>`).
create table demarches.message (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier on delete cascade,
  cote text not null check (cote in ('titulaire', 'bureau')),
  par text not null,
  -- For the office: initials and post. `qualite`, for the holder: the post and its office, nobody's name.
  par_nom text not null,
  qualite text not null,
  texte text not null default '',
  fichiers int not null default 0,
  le timestamptz not null,
  -- The other side was told of it by SMS or mail: ten messages in a row tell once.
  prevenu_le timestamptz,
  lu_le timestamptz,
  lu_par text,
  constraint message_plein check (texte <> '' or fichiers > 0),
  constraint message_lu check ((lu_le is null) = (lu_par is null))
);
create index message_dossier on demarches.message (dossier_id, le, id);
create index message_non_lu on demarches.message (dossier_id, cote) where lu_le is null;
