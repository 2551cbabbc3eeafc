import pg from 'pg'
import { uuidv7 } from '../src/lib/uuid.ts'
import type { Banc } from './outils.ts'

const NOMS = ['Dossou', 'Ahouansou', 'Houngbédji', 'Agbo', 'Adjovi', 'Sossa', 'Zinsou', 'Tossou', 'Kpadonou', 'Gbaguidi', 'Dossou-Yovo', 'Akplogan', 'Bio Tchané']
const PRENOMS = ['Sènami', 'Codjo', 'Afi', 'Mahugnon', 'Rose', 'Paul', 'Assiba', 'Yabo', 'Sika', 'Kossi', 'Fifamè']

/** Filed requests of every outcome over three years, spread over every arrondissement, written by the server itself (no paper, no event). */
export async function engendrer(banc: Banc, nombre: number, demarches: readonly string[] = ['certificat-de-vie', 'certificat-de-residence']): Promise<void> {
  const { territoires } = banc.application.maison
  const lieux = territoires.tous('arrondissement')
  const reponses = { nom: 'Dossou', prenoms: 'Sènami', naissance: { precision: 'vers', annee: 1958 }, lieu_naissance: 'Abomey', domicile: { code: lieux[0]!.code, precision: 'Zongo' }, telephone: '+2290197000011', constat_souhait: 'guichet', usage: 'retraite', organisme: 'CNSS', exactitude: true, piece: [{ reference: uuidv7(), nom: 'a.jpg', taille: 1000, type: 'image/jpeg' }] }
  const client = new pg.Client({ connectionString: banc.url })
  await client.connect()
  await client.query(
    `insert into demarches.dossier (id, numero, suivi, demarche, version, etat, canal, territoire, bureau, cree_par, demandeur, reponses, cree_le, modifie_le, depose_le, echeance, station, attend, lecteurs, decision, decide_le, a_temps)
     select uuidv7(), 'CV-' || n, sha256(('s' || n)::bytea), ($6::text[])[1 + n % cardinality($6::text[])], 1, etat, (array['ligne', 'guichet', 'ligne', 'api'])[1 + n % 4],
       ($1::text[])[n % $3 + 1], ($2::text[])[n % $3 + 1], 'systeme:banc', ($7::text[])[1 + n % cardinality($7::text[])] || ' ' || ($8::text[])[1 + n % cardinality($8::text[])] || ' ' || n, $4::jsonb, le, le, le,
       case when etat in ('depose', 'suspendu', 'propose') then (le + interval '10 days')::date end, case when etat in ('depose', 'suspendu', 'propose') then 'instruction' end, case when etat = 'depose' then array['poste:agent_arrondissement@' || ($1::text[])[n % $3 + 1]] else '{}' end, array['poste:agent_arrondissement@' || ($1::text[])[n % $3 + 1]],
       case etat when 'refuse' then 'refuser' when 'delivre' then 'accorder' end, case when etat in ('refuse', 'delivre') then le + (n % 31) * interval '1 day' end, case when etat in ('refuse', 'delivre') then n % 31 < 10 end
     from (select n, timestamptz '2024-01-01' + (n::float8 / $5) * interval '1050 days' as le, case when n % 20 < 15 then 'delivre' when n % 20 = 15 then 'refuse' when n % 20 = 16 then 'retire' when n % 20 = 17 then 'suspendu' else 'depose' end as etat from generate_series(1, $5::int) n) g`,
    [lieux.map((t) => t.code), lieux.map((t) => territoires.bureaux(t.code)[0]?.nom ?? t.nom), lieux.length, JSON.stringify(reponses), nombre, demarches, NOMS, PRENOMS],
  )
  await client.query('vacuum analyze demarches.dossier')
  await client.end()
}
