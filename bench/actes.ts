import pg from 'pg'
import { sql } from '../src/kernel/db/index.ts'
import type { Maison } from '../src/kernel/maison.ts'

const OBJETS = ['Tarifs du marché de', 'Lotissement de', 'Plan annuel d’investissement pour', 'Noms des voies de', 'Affermage de l’eau à', 'Stationnement à', 'Divagation des animaux à', 'Nomination d’un régisseur à', 'Marché de construction de classes à', 'Subvention au centre de santé de', 'Cession d’une parcelle à', 'Permis de construire à', 'Couloirs de passage du bétail à', 'Jumelage de', 'Commission spéciale de', 'Taxe sur la publicité à']
/** Some sixty words that every act has. */
export const CORPS = 'le conseil communal réuni en session ordinaire vu la loi portant code de l’administration territoriale vu le décret relatif aux délibérations considérant l’intérêt de la commune après en avoir délibéré adopte article premier le présent acte est affiché et transmis à la préfecture article deux le secrétaire exécutif est chargé de l’exécution'

/** As many acts of ten years in the 77 communes: an object among sixteen kinds, a place, an end for nearly all; always the same ones, ids apart. */
export async function remplirActes({ base, territoires }: Maison, nombre: number): Promise<void> {
  const [communes, lieux] = [territoires.tous('commune').map((t) => t.code), territoires.tous('arrondissement').map((t) => t.nom)]
  await base.ecrire(async (tx) => {
    await sql`select setseed(0.42)`.execute(tx)
    await sql`insert into legalite.acte (id, commune, etat, nature, matiere, numero, objet, date_acte, signataire_nom, mode, empreinte, canal, recu_le, ar_numero, horloge, echeance, a_temps, risque, approfondi, issue, duree, cree_le, cree_par, modifie_le)
      select gen_random_uuid(), c[1 + floor(a * 77)::int], case when ouvert then 'recu' else 'clos' end, (array['deliberation', 'arrete-reglementaire', 'arrete-individuel', 'convention', 'document-budgetaire'])[1 + floor(b * 5)::int],
        (array['1.1.1', '2.1.1', '2.3.1', '3.1.1', '4.2.1', '5.1.1', '6.1.1', '7.2.1', '8.1.1', '9.1.1'])[1 + floor(d * 10)::int], 'N' || i, o[1 + floor(b * ${OBJETS.length})::int] || ' ' || l[1 + floor(d * ${lieux.length})::int], jour, 'Le maire', 'numerise', 'e' || i, 'ecran', jour + interval '2 days', 'AR-' || i,
        '[]', case when ouvert then jour + 17 end, a > 0.1, floor(d * 100)::int, b < 0.2, case when ouvert then null else 'silence' end, case when ouvert then null else 15 end, jour, 'systeme:banc', jour
      from (select i, a, b, d, (date '2026-11-20' - (u * 3650)::int) as jour, u < 0.0041 as ouvert, ${communes}::text[] as c, ${OBJETS}::text[] as o, ${lieux}::text[] as l
        from (select i, random() as a, random() as b, random() as d, random() as u from generate_series(1, ${sql.lit(nombre)}) i) t) t`.execute(tx)
  })
}

/** What a server does by itself in the hours after such a load. */
export async function ranger(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
