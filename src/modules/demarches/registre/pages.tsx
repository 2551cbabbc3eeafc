import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateChiffres, pluriel } from '../../../lib/francais.ts'
import { PAR_PAGE } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import type { ColonneExport } from '../../../kernel/corridor/exporter.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { listNomsAgents } from '../../../kernel/identite/agent.queries.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Avis, Bande, Etiquette, Exports, Filtre, Filtres, Gabarit, Imprimer, Pages, Tableau } from '../../../ui/index.ts'
import { getDemarche, listEnVigueur } from '../definition.queries.ts'
import { ETATS } from '../dossier.ts'
import { existeLivre, findLivre, listInscriptions, listLivres } from './lecture.queries.ts'
import type { LigneRegistre, Livre } from './lecture.queries.ts'

const mayLireRegistres = permission('demarches.lire')

/** What each register is called, as procedures in force call it. */
async function nomsRegistres(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await listEnVigueur(db)).flatMap((d) => (d.registre ? [[d.registre.code, d.registre.nom] as const] : [])))
}

/** Books of one page: all those of a commune for years; a ministry looks for an office. */
const LIVRES = 200

const adresse = (l: Livre): string => `/registres/${l.registre}/${l.territoire}/${l.annee}?bureau=${encodeURIComponent(l.bureau)}`

/** The registers of one's territory: a book a year and an office. */
export const registres = page({
  path: '/registres',
  may: mayLireRegistres,
  titre: 'Registres',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional() }),
  load: async ({ db, portee, maison, query }) => {
    const noms = await nomsRegistres(db)
    const lus = await listLivres(db, portee, { bureau: query.cherche, limite: LIVRES + 1 })
    return { filtre: query.cherche !== undefined, reste: lus.length > LIVRES, livres: lus.slice(0, LIVRES).map((l) => ({ ...l, nom: noms.get(l.registre) ?? l.registre, lieu: maison.territoires.chemin(l.territoire) })) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Registres" genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }]}>
      <h1>Registres</h1>
      <p class="discret">Chaque décision inscrite a son numéro, par bureau et par année, sans trou.</p>
      {d.filtre || d.reste ? (
        <Filtres vue={vue} libelle="Chercher un registre">
          <Filtre vue={vue} nom="cherche" libelle="Bureau, par exemple Bohicon" type="search" />
        </Filtres>
      ) : null}
      <Tableau
        vue={vue}
        legende="Registres, l’année la plus récente d’abord"
        fiche
        lignes={d.livres}
        cle={(l) => `${l.registre} ${l.territoire} ${l.bureau} ${l.annee}`}
        colonnes={[
          { titre: 'Registre', entete: true, cellule: (l) => <a href={adresse(l)}>{l.nom}</a> },
          { titre: 'Bureau', place: 'lieu', cellule: (l) => l.bureau },
          { titre: 'Année', cellule: (l) => l.annee },
          { titre: 'Inscriptions', cellule: (l) => pluriel(l.dernier, 'inscription') },
        ]}
        vide={<p>{d.filtre ? 'Aucun registre de ce bureau.' : 'Aucune décision n’est encore inscrite dans un registre.'}</p>}
      />
      {d.reste ? <p>Les {LIVRES} premiers registres sont montrés. Cherchez un bureau pour voir les siens.</p> : null}
    </Gabarit>
  ),
})

type Ligne = LigneRegistre & { titre: string; signeePar: string }
const colonnesExport: readonly ColonneExport<Ligne>[] = [
  ['Numéro', (l) => l.rang],
  ['Inscrit le', (l) => dateChiffres(l.inscriteLe)],
  ['Dossier', (l) => l.dossier],
  ['Démarche', (l) => l.titre],
  ['Demandeur', (l) => l.demandeur],
  ['Signé par', (l) => l.signeePar],
  ['État', (l) => ETATS[l.etat].agent],
]

async function garnir(db: Db, lignes: readonly LigneRegistre[]): Promise<Ligne[]> {
  const agents = [...new Set(lignes.flatMap((l) => (l.inscritePar.startsWith('agent:') ? [l.inscritePar.slice(6)] : [])))]
  const noms = new Map((agents.length > 0 ? await listNomsAgents(db, agents) : []).map((a) => [`agent:${a.id}`, a.nom]))
  const titres = new Map<string, string>()
  for (const { demarche, version } of lignes) if (!titres.has(`${demarche} ${version}`)) titres.set(`${demarche} ${version}`, (await getDemarche(db, demarche, version)).titre)
  return lignes.map((l) => ({ ...l, titre: titres.get(`${l.demarche} ${l.version}`)!, signeePar: noms.get(l.inscritePar) ?? '' }))
}

/** Lines of one printed page of the browser, a hundred sheets; what follows has its own. */
const A_IMPRIMER = 5000

const parLivre = z.object({ registre: z.string().regex(/^[a-z-]{3,40}$/), territoire: z.string().max(12), annee: z.coerce.number().int().min(2000).max(3000) })

/** One register of one office for one year: searched, printed whole, taken away. It holds names: each one shown is a consultation. */
export const registre = page({
  path: '/registres/:registre/:territoire/:annee',
  may: mayLireRegistres,
  titre: 'Registre',
  gabarit: 'agent',
  params: parLivre,
  query: z.object({ bureau: z.string().max(200).optional(), cherche: z.string().max(100).optional(), apres: z.coerce.number().int().min(0).optional(), tout: z.string().max(3).optional(), format }),
  sujet: async ({ db, params }) => ((await existeLivre(db, params)) ? { territoire: params.territoire } : undefined),
  load: async ({ db, params, query: q }) => {
    const livre = await findLivre(db, { ...params, bureau: q.bureau })
    if (!livre) throw new Introuvable('Ce registre n’existe pas')
    const limite = q.format ? EXPORT_AU_PLUS : q.tout === undefined ? PAR_PAGE : A_IMPRIMER
    const lues = await listInscriptions(db, livre, { cherche: q.cherche, apres: q.apres, limite: limite + 1 })
    const montrees = lues.slice(0, limite)
    return { livre, nom: (await nomsRegistres(db)).get(livre.registre) ?? livre.registre, lignes: await garnir(db, montrees), suivant: lues.length > montrees.length ? String(montrees.at(-1)!.rang) : undefined, q }
  },
  consulte: ({ lignes }) => lignes.map((l) => `dossier:${l.id}`),
  corps: ({ lignes, livre, q }) => (q.format ? exporter(`${livre.registre}-${livre.annee}`, colonnesExport, lignes, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`${d.nom}, ${d.livre.annee}`} genre="agent" ariane={[{ libelle: 'Dossiers', href: '/dossiers' }, { libelle: 'Registres', href: '/registres' }]}>
      <Bande titre={`${d.nom}, ${d.livre.annee}`}>
        <p>
          {d.livre.bureau}. {pluriel(d.livre.nombre, 'inscription')}
          {d.livre.nombre > 0 ? `, du n° 1 au n° ${d.livre.dernier}` : ''}.
        </p>
      </Bande>
      {d.livre.nombre === d.livre.dernier ? null : (
        <Avis ton="non" titre="Il manque un numéro">
          <p>
            Le dernier numéro donné est {d.livre.dernier}, et {pluriel(d.livre.nombre, 'inscription est là', 'inscriptions sont là')}. Prévenez l’administrateur de la plateforme.
          </p>
        </Avis>
      )}
      <Filtres vue={vue} libelle="Chercher dans le registre">
        <input type="hidden" name="bureau" value={d.livre.bureau} />
        <Filtre vue={vue} nom="cherche" libelle="Nom, dossier ou numéro" type="search" />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Inscriptions, dans l’ordre des numéros"
        fiche
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'N°', entete: true, cellule: (l) => <span class="code">{l.numero}</span> },
          { titre: 'Inscrit le', cellule: (l) => dateChiffres(l.inscriteLe) },
          { titre: 'Demandeur', place: 'fort', cellule: (l) => l.demandeur },
          { titre: 'Démarche', cellule: (l) => l.titre },
          {
            titre: 'Dossier',
            cellule: (l) =>
              l.ouvrable ? (
                <a class="code" href={`/dossiers/${l.id}`}>
                  {l.dossier}
                </a>
              ) : (
                <span class="code">{l.dossier}</span>
              ),
          },
          { titre: 'Signé par', cellule: (l) => l.signeePar },
          { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].agent}</Etiquette> },
        ]}
        vide={<p>Aucune inscription ne correspond.</p>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <p class="rang no-print">
        {d.q.tout === undefined && (d.suivant || d.q.apres) ? <a href={`${adresse(d.livre)}&tout=oui`}>Tout le registre sur une page, pour l’imprimer</a> : <Imprimer />}
      </p>
      <Exports vue={vue} />
    </Gabarit>
  ),
})
