import { z } from 'zod'
import { comparerNoms, dateChiffres, lierNumero } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import { mayListe } from '../porte.ts'
import { Delai, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Pages, ResumeErreurs, Tableau, triDe } from '../../../ui/index.ts'
import type { Colonne, Vue } from '../../../ui/index.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import { getDemarche, listEnVigueur } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { enCours, ETATS, initiales } from '../dossier.ts'
import { listDossiers } from '../file.queries.ts'
import type { LigneFile } from '../file.queries.ts'
import { horlogeDe } from '../horloge.ts'
import { colonnesExport } from '../export.ts'
import { champDe, champsCriteres, CHARGES, lireCriteres, OU, versAdresse } from '../criteres.ts'
import { GarderVue, OngletsVues } from '../vue/pages.tsx'
import { gestesLot, TraiterChoisis } from '../lot/page.tsx'
import { listVues } from '../vue/vue.queries.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { listNomsAgents } from '../../../kernel/identite/agent.queries.ts'
import { sortieListe } from '../sortie.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Db } from '../../../kernel/db/index.ts'


export type LigneVue = LigneFile & { confieA: string; titre: string; lieu: string; temps: ReturnType<typeof versTemps> | undefined; suite: string }

/** Adds to a row what its line shows: the procedure's title, the place, the clock. */
export async function garnir(db: Db, maison: Maison, lignes: readonly LigneFile[], maintenant: Date): Promise<LigneVue[]> {
  const definitions = new Map<string, Publiee>()
  for (const { demarche, version } of lignes) if (!definitions.has(`${demarche}@${version}`)) definitions.set(`${demarche}@${version}`, await getDemarche(db, demarche, version))
  const ids = lignes.flatMap((l) => l.instructeur ?? [])
  const noms = new Map((ids.length > 0 ? await listNomsAgents(db, ids) : []).map((a) => [a.id, a.nom]))
  return lignes.map((ligne) => {
    const definition = definitions.get(`${ligne.demarche}@${ligne.version}`)!
    const encours = enCours(ligne)
    const constat = ligne.constatRequis && !ligne.constatId && encours && !['suspendu', 'liquide', 'sollicite'].includes(ligne.etat) && ligne.decision !== 'refuser'
    return {
      ...ligne,
      confieA: ligne.instructeur && encours ? (noms.get(ligne.instructeur) ?? '') : '',
      titre: definition.titre,
      lieu: maison.territoires.trouver(ligne.territoire)?.nom ?? ligne.territoire,
      temps: encours ? versTemps(horlogeDe(ligne.horloge, definition.delai, maintenant)) : undefined,
      suite: [constat ? 'Constat à faire' : '', ligne.message ? 'Un message attend' : ''].filter(Boolean).join('. '),
    }
  })
}

/** The columns of every list of files. */
export const colonnes: Colonne<LigneVue>[] = [
  {
    titre: 'Dossier',
    entete: true,
    cellule: (l) => (
      <>
        <a class="code" href={`/dossiers/${l.id}`}>
          {l.numero}
        </a>
        <span class="sous-l">{l.titre}</span>
      </>
    ),
  },
  { titre: 'Demandeur', place: 'fort', cellule: (l) => initiales(l.demandeur) },
  { titre: 'Lieu', place: 'lieu', cellule: (l) => lierNumero(l.lieu) },
  { titre: 'Délai', place: 'delai', cellule: (l) => (l.temps ? <Delai temps={l.temps} /> : <span class="discret">clos</span>) },
  {
    titre: 'État',
    place: 'etat',
    cellule: (l) => (
      <>
        <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].agent}</Etiquette>
        {l.suite ? <span class="mini discret"> {l.suite}</span> : null}
      </>
    ),
  },
]

const query = z.object({
  ...champsCriteres,
  tri: z.string().max(20).optional(),
  apres: z.uuid().optional(),
  format,
})

/** Every file of the agent's territory, or those on which his post is called: filtered, paged, exported. */
export const liste = page({
  path: '/dossiers',
  may: mayListe,
  titre: 'Dossiers',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieListe,
  load: async (lu) => {
    const { db, query: q, maison, maintenant, acteur, porteePour } = lu
    const limite = q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1
    const { portee, filtre, sansTerritoire } = champDe(lu, q)
    const lues = await listDossiers(db, portee, { ...filtre, ...(q.tri ? { tri: q.tri } : {}), ...(q.apres ? { apres: q.apres } : {}), limite })
    const { lignes, suivant = null } = q.format ? { lignes: lues } : couper(lues)
    const dossiers = await garnir(db, maison, lignes, maintenant)
    const lieux = (portee.codes ?? []).map((code) => maison.territoires.trouver(code)).filter((t) => t?.niveau === 'arrondissement').toSorted((a, b) => comparerNoms(a!.nom, b!.nom))
    return { sansTerritoire, gestes: acteur.genre === 'agent' ? gestesLot(porteePour, acteur.postes) : [], vues: await listVues(db, cleActeur(acteur)), dossiers, suivant, q, demarches: await listEnVigueur(db), lieux: lieux.map((t) => ({ valeur: t!.code, libelle: t!.nom })) }
  },
  // An export carries names away: whoever holds a file sees it too.
  consulte: ({ dossiers, q }) => (q.format ? dossiers.map((d) => `dossier:${d.id}`) : undefined),
  corps: ({ dossiers, q }) => (q.format ? exporter('dossiers', colonnesExport, dossiers, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Dossiers" genre="agent">
      <ResumeErreurs vue={vue} />
      <h1>Dossiers</h1>
      <OngletsVues siennes={d.vues} filtre={lireCriteres(d.q)} />
      <Filtres vue={vue} libelle="Filtrer les dossiers">
        <Filtre vue={vue} nom="cherche" libelle="Numéro ou nom" type="search" />
        {d.sansTerritoire ? null : <Filtre vue={vue} nom="ou" libelle="Lesquels" tous="De mon territoire" options={OU} />}
        <Filtre vue={vue} nom="demarche" libelle="Démarche" tous="Toutes" options={d.demarches.map((x) => ({ valeur: x.code, libelle: x.titre }))} />
        {d.lieux.length > 1 ? <Filtre vue={vue} nom="territoire" libelle="Arrondissement" tous="Tous" options={d.lieux} /> : null}
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS).filter(([nom]) => nom !== 'brouillon').map(([valeur, mots]) => ({ valeur, libelle: mots.agent }))} />
        <Filtre vue={vue} nom="instructeur" libelle="Confié" tous="À tous" options={CHARGES} />
        <Filtre vue={vue} nom="messages" libelle="Messages" tous="Tous" options={[{ valeur: 'non_lus', libelle: 'Non lus' }]} />
      </Filtres>
      {d.gestes.length > 0 && d.dossiers.length > 0 ? (
        <Formulaire vue={vue} action="/lots" libelle="Traiter plusieurs dossiers">
          <Dossiers d={d} vue={vue} choix />
          <TraiterChoisis vue={vue} gestes={d.gestes} />
        </Formulaire>
      ) : (
        <Dossiers d={d} vue={vue} />
      )}
      <Pages vue={vue} apres={d.suivant ?? undefined} />
      <GarderVue vue={vue} siennes={d.vues} filtre={lireCriteres(d.q)} />
      <Exports vue={vue} />
      <p class="petit no-print">
        <a href={`/exports${versAdresse(lireCriteres(d.q))}`}>Exporter avec les réponses ou les papiers</a>, <a href="/sous-demandes">voir les demandes entre bureaux</a>
        {d.sansTerritoire ? null : (
          <>
            , <a href="/satisfaction">lire les avis des usagers</a>, <a href="/registres">voir les registres</a>, <a href="/conservation">voir ce qui sera archivé ou effacé</a>
          </>
        )}
      </p>
    </Gabarit>
  ),
})

function Dossiers({ d, vue, choix }: { d: { dossiers: readonly LigneVue[] }; vue: Vue; choix?: boolean }) {
  return (
    <Tableau
      vue={vue}
      {...(choix ? { choix: { nom: 'dossier', valeur: (l: LigneVue) => l.id, libelle: (l: LigneVue) => l.numero, coches: [vue.saisie.dossier ?? []].flat() as string[] } } : {})}
      legende={triDe(vue) ? 'Dossiers' : 'Dossiers, du plus récent au plus ancien'}
      fiche
      lignes={d.dossiers}
      cle={(l) => l.id}
      colonnes={[...colonnes.map((c) => (c.titre === 'Délai' ? { ...c, tri: 'delai' } : c)), { titre: 'Déposé', tri: 'depose', cellule: (l) => dateChiffres(l.deposeLe) }, { titre: 'Confié', cellule: (l) => l.confieA }]}
      vide={<p>Aucun dossier ne correspond. Enlevez un filtre, ou cherchez un autre nom.</p>}
    />
  )
}
