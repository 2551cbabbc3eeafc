import { z } from 'zod'
import { dateChiffres, majuscule } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import { exporter } from '../../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../../kernel/corridor/exporter.ts'
import { ouvert, page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Etiquette, Filtre, Filtres, Gabarit, Pages, Vide } from '../../../../ui/index.ts'
import { enVigueur } from '../../acte/contexte.ts'
import { direJour, optionsNature } from '../../acte/mots.ts'
import { departementDe } from '../../lecteur.ts'
import { listMatieres } from '../../referentiel/referentiel.ts'
import { CANDIDATS, listPublies } from '../recherche.queries.ts'
import { lireExtrait } from '../../extrait.ts'
import { montrer, sortieRegistre } from '../sortie.ts'
import type { Montree } from '../sortie.ts'
import { Masques } from '../texte-public.tsx'

/** Results of a page: with their extracts, under 15 KB compressed. */
const PAR_PAGE = 20
/** Lines of an export; whoever wants more asks by commune or by year, or reads the pages in JSON. */
const EXPORT_AU_PLUS = 5_000
const PREMIERE_ANNEE = 2003

const rien = z.literal('').transform(() => undefined)
const query = z.object({
  cherche: z.string().trim().max(200).optional(), departement: z.union([rien, z.string().max(4)]).optional(), commune: z.union([rien, z.string().max(4)]).optional(), nature: z.union([rien, z.string().max(30)]).optional(), matiere: z.union([rien, z.string().max(10)]).optional(),
  annee: z.union([rien, z.coerce.number().int().min(1960).max(2100)]).optional(), apres: z.uuid().optional(), format: z.enum(['csv', 'xlsx', 'json']).optional(),
})
type Query = z.infer<typeof query>

const colonnes = (adresse: string): readonly ColonneExport<Montree>[] => [
  ['Identifiant', (l) => l.id], ['Numéro', (l) => l.numero], ['Code commune', (l) => l.commune], ['Commune', (l) => l.communeNom], ['Département', (l) => l.departementNom], ['Nature', (l) => l.natureNom], ['Code matière', (l) => l.matiere ?? ''], ['Matière', (l) => l.matiereNom],
  ['Objet', (l) => l.objet], ['Date de l’acte', (l) => dateChiffres(midi(l.dateActe))], ['État', (l) => l.etat.mot], ['Publié le', (l) => dateChiffres(l.publieeLe)], ['Adresse', (l) => `${adresse}/actes/${l.id}`],
]

function communesVoulues(q: Query, { territoires }: Lecture['maison']): readonly string[] | undefined {
  if (q.commune) return [q.commune]
  return q.departement ? territoires.tous('commune').filter((c) => departementDe(territoires, c.code) === q.departement).map((c) => c.code) : undefined
}

/** The public register of the acts of communes: searched in full, by anybody. */
export const registre = page({
  path: '/actes',
  may: ouvert,
  titre: 'Actes des communes',
  limite: 120,
  query,
  api: true,
  output: sortieRegistre,
  load: async (lu) => {
    const { db, maison, query: q } = lu
    const { territoires } = maison
    const jour = jourLocal(lu.maintenant)
    const v = await enVigueur(db, maison, undefined, jour)
    const communes = communesVoulues(q, maison)
    const limite = q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1
    const { cherche, nature, matiere, annee, apres } = q
    const lues = await listPublies(db, { ...(communes ? { communes } : {}), ...(nature ? { nature } : {}), ...(matiere ? { matiere } : {}), ...(annee ? { annee } : {}), ...(cherche ? { cherche } : {}), ...(apres ? { apres } : {}), limite })
    const montrees = lues.map((l) => montrer(l, { territoires, natures: v.natures, matieres: v.matieres, jour }))
    return {
      q, adresse: maison.reglages.adresse, actes: q.format ? montrees : montrees.slice(0, PAR_PAGE), suivant: !q.format && montrees.length > PAR_PAGE ? montrees[PAR_PAGE - 1]!.id : null,
      communeNom: q.commune ? territoires.trouver(q.commune)?.nom : undefined,
      departements: territoires.tous('departement').map((d) => ({ valeur: d.code, libelle: d.nom })), communes: territoires.tous('commune').filter((c) => !q.departement || departementDe(territoires, c.code) === q.departement).map((c) => ({ valeur: c.code, libelle: c.nom })),
      natures: optionsNature(v.natures), matieres: listMatieres(v.matieres).filter((m) => m.niveau === 1).map((m) => ({ valeur: m.code, libelle: m.libelle })),
      annees: Array.from({ length: Number(jour.slice(0, 4)) - PREMIERE_ANNEE + 1 }, (_, i) => String(Number(jour.slice(0, 4)) - i)).map((a) => ({ valeur: a, libelle: a })),
    }
  },
  corps: (d) =>
    d.q.format === 'json'
      ? { type: 'application/json; charset=utf-8', nom: 'actes.json', corps: JSON.stringify(sortieRegistre.parse(d)) }
      : d.q.format
        ? exporter('actes', colonnes(d.adresse), d.actes, d.q.format)
        : undefined,
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Actes des communes" description="Délibérations, arrêtés et contrats publiés par les communes du Bénin." ariane={[]} flux={flux(d.q.commune, d.communeNom)}>
      <h1>Actes des communes</h1>
      <p class="chapeau">Délibérations, arrêtés et contrats que les communes ont transmis au préfet et publiés.</p>
      <Filtres vue={vue} libelle="Chercher un acte" bouton="Chercher">
        <Filtre vue={vue} nom="cherche" libelle="Mots de l’acte" type="search" />
        <Filtre vue={vue} nom="departement" libelle="Département" tous="Tous" options={d.departements} />
        <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes} />
        <Filtre vue={vue} nom="nature" libelle="Nature" tous="Toutes" options={d.natures} />
        <Filtre vue={vue} nom="matiere" libelle="Matière" tous="Toutes" options={d.matieres} />
        <Filtre vue={vue} nom="annee" libelle="Année" tous="Toutes" options={d.annees} />
      </Filtres>
      {d.actes.length === 0 ? (
        <Vide titre="Aucun acte">{d.q.cherche ? 'Écrivez moins de mots, ou enlevez un filtre.' : 'Enlevez un filtre, ou revenez plus tard : les communes publient leurs actes ici.'}</Vide>
      ) : (
        <ol class="resultats">
          {d.actes.map((a) => (
            <Resultat key={a.id} a={a} />
          ))}
        </ol>
      )}
      <Pages vue={vue} apres={d.suivant ?? undefined} {...(d.q.cherche && d.actes.length > 0 ? { phrase: `Les actes les plus proches de vos mots, parmi les ${CANDIDATS} plus récents qui les contiennent.` } : {})} />
      <p class="petit discret">
        Reprendre ces actes ailleurs : <a href={lien(d.q, { format: 'csv' })}>CSV</a>, <a href={lien(d.q, { format: 'json' })}>JSON</a>, <a href={flux(d.q.commune, d.communeNom).href}>flux RSS</a>. Chaque fichier tient {EXPORT_AU_PLUS} actes au plus : choisissez une commune ou une année.
      </p>
      <p>
        Un acte vous semble contraire à la loi ? <a href="/actes/signaler">Signalez-le au préfet</a>, ou <a href="/actes/signalements/suivre">lisez la réponse à votre signalement</a>.
      </p>
    </Gabarit>
  ),
})

/** The feed of a commune, or of all. */
export const flux = (commune?: string, nom?: string): { titre: string; href: string } => ({ titre: nom ? `Actes de ${nom}` : 'Actes des communes', href: commune ? `/actes/flux.xml?commune=${encodeURIComponent(commune)}` : '/actes/flux.xml' })

const lien = (q: Query, autre: Record<string, string>) => `/actes?${new URLSearchParams({ ...Object.fromEntries(Object.entries(q).flatMap(([nom, v]) => (v === undefined || v === '' || nom === 'apres' ? [] : [[nom, String(v)]]))), ...autre })}`

function Resultat({ a }: { a: Montree }) {
  const extrait = lireExtrait(a.extrait)
  return (
    <li>
      <h2>
        <a href={`/actes/${a.id}`}>
          <Masques texte={majuscule(a.objet)} />
        </a>
      </h2>
      <p class="discret petit">
        {a.natureNom} <span class="code">{a.numero}</span>, {a.communeNom} ({a.departementNom}), {direJour(a.dateActe)}
      </p>
      {extrait.length > 0 ? <p class="petit">{extrait.map((m, i) => (m.trouve ? <mark key={i}>{m.texte}</mark> : <Masques key={i} texte={m.texte} />))}</p> : null}
      <p>
        <Etiquette ton={a.etat.ton}>{a.etat.mot}</Etiquette>
      </p>
    </li>
  )
}
