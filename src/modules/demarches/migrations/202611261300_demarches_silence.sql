-- The clock of the station where the file waits, and when what silence means was told, for the whole delay and for the station.
alter table demarches.dossier add column station_echeance date;
alter table demarches.dossier add column silence_le timestamptz;
alter table demarches.dossier add column station_silence_le timestamptz;
create index dossier_silence on demarches.dossier (echeance) where station is not null and silence_le is null;
create index dossier_silence_station on demarches.dossier (station_echeance) where station is not null and station_silence_le is null and station_echeance is not null;
