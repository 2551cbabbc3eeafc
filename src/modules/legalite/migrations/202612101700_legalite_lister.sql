-- The register of a town hall, ten years of it, by preparation or by receipt; and by receipt that of a prefecture or the country.
create index acte_liste on legalite.acte (commune, id);
create index acte_recus on legalite.acte (commune, (coalesce(recu_le, '-infinity'::timestamptz)), id);
create index acte_recus_pays on legalite.acte ((coalesce(recu_le, '-infinity'::timestamptz)), id);
