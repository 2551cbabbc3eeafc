create table notifications.message (
  id uuid primary key,
  -- A message sent twice is a fault: the same key is written once.
  cle text not null unique,
  canal text not null check (canal in ('sms', 'courriel', 'interne')),
  destinataire text not null,
  sujet text not null,
  texte text not null,
  objet text not null,
  lien text,
  secret boolean not null default false,
  cree_le timestamptz not null,
  envoye_le timestamptz,
  essais int not null default 0,
  erreur text,
  lu_le timestamptz
);
create index message_objet on notifications.message (objet, cree_le);
create index message_cree on notifications.message (cree_le desc);
create index message_interne on notifications.message (destinataire, cree_le desc) where canal = 'interne';
