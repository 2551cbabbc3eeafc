-- Who heads a direction of the ministry reads the files on which its agents were called.
update demarches.dossier d set lecteurs = array(select distinct c from unnest(d.lecteurs || array(select 'poste:directeur@BJ#' || split_part(l, '#', 2) from unnest(d.lecteurs) l where l like 'poste:%@BJ#%')) c order by c)
where exists (select from unnest(d.lecteurs) l where l like 'poste:%@BJ#%');
