-- The seed of the draw an act went through, drawn or not: both are made again from it. Null: a rule had chosen it, nothing was drawn, or it was received before.
alter table legalite.acte add column graine text;
