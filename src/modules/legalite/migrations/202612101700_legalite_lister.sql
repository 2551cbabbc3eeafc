-- The register of a town hall, ten years of it: latest first, by preparation or by receipt.
create index acte_liste on legalite.acte (commune, id);
create index acte_recus on legalite.acte (commune, (coalesce(recu_le, '-infinity'::timestamptz)), id);
