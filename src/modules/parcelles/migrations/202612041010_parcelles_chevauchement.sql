-- Which outlines overlap, and by how much (m²), told once when one of them is drawn and not at each reading of the list. Both ways round.
-- No reference to `parcelle`: two tasks that compare neighbours would wait for each other's rows. A parcel is never deleted.
create table parcelles.chevauchement (
  parcelle_id uuid not null,
  autre_id uuid not null,
  commun double precision not null check (commun > 0),
  primary key (parcelle_id, autre_id),
  constraint chevauchement_distinct check (parcelle_id <> autre_id)
);
create index chevauchement_autre on parcelles.chevauchement (autre_id);

-- When the outline was compared with the others; null since it was drawn or moved.
alter table parcelles.parcelle add column compare_le timestamptz;
create index parcelle_a_comparer on parcelles.parcelle (id) where compare_le is null and close_le is null;

-- By which import a parcel was written or completed.
alter table parcelles.evenement add column importation_id uuid references parcelles.importation;
create index evenement_importation on parcelles.evenement (importation_id, parcelle_id) where importation_id is not null;
