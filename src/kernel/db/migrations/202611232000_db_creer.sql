-- unaccent() is only STABLE; an index needs an IMMUTABLE function with its dictionary named.
create function db.sans_accent(texte text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent', texte)) $$;
