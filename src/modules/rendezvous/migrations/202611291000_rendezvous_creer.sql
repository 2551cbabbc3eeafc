-- The hours at which an office receives people, and for what.
create table rendezvous.agenda (
  id uuid primary key,
  -- A lane number of its own: see `rendezvous_une_place`.
  rang int generated always as identity unique,
  territoire text not null,
  bureau text not null,
  titre text not null,
  raison text not null,
  -- Codes of the procedures it serves; none is all of them.
  demarches text[] not null default '{}',
  -- Weekly hours: {jour 1-7, debut, fin} in minutes since midnight.
  plages jsonb not null,
  duree int not null check (duree between 5 and 480),
  places int not null check (places between 1 and 50),
  par_jour int check (par_jour between 1 and 2000),
  preavis int not null check (preavis between 0 and 720),
  horizon int not null check (horizon between 1 and 180),
  delai_annulation int not null check (delai_annulation between 0 and 720),
  lieu text not null,
  apporter text not null default '',
  sans_dossier boolean not null default false,
  descend boolean not null default false,
  ouvert boolean not null default true,
  cree_le timestamptz not null,
  cree_par text not null,
  modifie_le timestamptz not null
);
create index agenda_territoire on rendezvous.agenda (territoire, titre);

-- Days, or hours of days, that are not as in the week: closed for a reason, or open for once.
create table rendezvous.exception (
  id uuid primary key,
  agenda_id uuid not null references rendezvous.agenda,
  genre text not null check (genre in ('fermeture', 'ouverture')),
  du date not null,
  au date not null,
  debut int,
  fin int,
  raison text not null,
  cree_le timestamptz not null,
  par_nom text not null,
  constraint exception_periode check (du <= au and au - du <= 400),
  constraint exception_heures check ((debut is null) = (fin is null) and (debut is null or (debut >= 0 and debut < fin and fin <= 1440))),
  constraint exception_ouverture_bornee check (genre = 'fermeture' or (debut is not null and du = au))
);
create index exception_agenda on rendezvous.exception (agenda_id, au);

create table rendezvous.rendezvous (
  id uuid primary key,
  agenda_id uuid not null references rendezvous.agenda,
  agenda_rang int not null,
  territoire text not null,
  -- Hash of the code that opens it; the code itself is derived.
  suivi bytea not null unique,
  debut timestamptz not null,
  fin timestamptz not null,
  -- Which of the places of its hour; none for somebody received between two appointments.
  place int check (place between 0 and 49),
  etat text not null check (etat in ('pris', 'arrive', 'recu', 'absent', 'annule', 'passe')),
  canal text not null check (canal in ('suivi', 'public', 'guichet', 'passage')),
  dossier_id uuid,
  nom text,
  telephone text,
  courriel text,
  titulaire text,
  note text not null default '',
  -- Raised each time the calendar of the person must change (RFC 5545, SEQUENCE).
  sequence int not null default 0,
  motif text,
  annule_par text check (annule_par in ('personne', 'bureau')),
  pris_le timestamptz not null,
  change_le timestamptz not null,
  pointe_le timestamptz,
  rappele_le timestamptz,
  efface_le timestamptz,
  constraint rendezvous_duree check (fin > debut),
  constraint rendezvous_passage check ((place is null) = (canal = 'passage')),
  constraint rendezvous_annule check ((etat = 'annule') = (annule_par is not null)),
  constraint rendezvous_nomme check ((nom is null) = (efface_le is not null)),
  -- Never two people in one place at one time, whatever the length of the slots was when each was taken. The lane of an agenda
  -- and a place is one integer, as a range, so that no extension is needed.
  constraint rendezvous_une_place exclude using gist (
    int8range(agenda_rang::bigint * 50 + place, agenda_rang::bigint * 50 + place, '[]') with &&, tstzrange(debut, fin) with &&
  ) where (etat <> 'annule' and place is not null)
);
create index rendezvous_agenda on rendezvous.rendezvous (agenda_id, debut);
create index rendezvous_territoire on rendezvous.rendezvous (territoire, debut, id);
create index rendezvous_dossier on rendezvous.rendezvous (dossier_id) where dossier_id is not null;
create index rendezvous_titulaire on rendezvous.rendezvous (titulaire) where titulaire is not null;
create index rendezvous_telephone on rendezvous.rendezvous (telephone) where telephone is not null;
create index rendezvous_a_venir on rendezvous.rendezvous (debut) where etat = 'pris';
create unique index rendezvous_un_par_telephone on rendezvous.rendezvous (agenda_id, telephone) where etat = 'pris' and canal = 'public';
create unique index rendezvous_un_par_dossier on rendezvous.rendezvous (agenda_id, dossier_id) where etat = 'pris';

-- Somebody without a file who asks for an hour, and whose phone is not proved yet: holds no place. Forgotten after a day.
create table rendezvous.demande (
  id uuid primary key,
  agenda_id uuid not null references rendezvous.agenda,
  debut timestamptz not null,
  nom text not null,
  telephone text not null,
  note text not null default '',
  code_id uuid not null,
  cree_le timestamptz not null,
  prouve_le timestamptz,
  rendezvous_id uuid references rendezvous.rendezvous
);
create index demande_cree on rendezvous.demande (cree_le);

-- What happened to an appointment, in the words people read.
create table rendezvous.evenement (
  id uuid primary key,
  rang bigint generated always as identity,
  rendezvous_id uuid not null references rendezvous.rendezvous,
  genre text not null,
  le timestamptz not null,
  par_nom text not null,
  texte text not null default ''
);
create index evenement_rendezvous on rendezvous.evenement (rendezvous_id, rang);
