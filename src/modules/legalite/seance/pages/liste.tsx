import { z } from 'zod'
import { dateChiffres, dateCourte, dateSimple, heure, joursEntre, delaiCourt, majuscule, pluriel } from '../../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../../lib/liste.ts'
import { jourLocal, midi } from '../../../../kernel/calendrier/jour.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Bouton, Etiquette, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../../ui/index.ts'
import type { Ton, Vue } from '../../../../ui/index.ts'
import { communesDe } from '../../lecteur.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { ATTENDUS } from '../delais.ts'
import { listAttendus } from '../attendus.ts'
import type { SeanceAttendue } from '../attendus.ts'
import { communesTenues, lecteurSeance, mayLire, nomCommune } from '../porte.ts'
import { deNom, direSession, ETATS_SEANCE, jalonsDe, nomMois } from '../seance.ts'
import type { EtatSeance, Jalon } from '../seance.ts'
import { listSeances } from '../seance.queries.ts'
import type { LigneSeance } from '../seance.queries.ts'
import { sortieSeances } from '../sortie.ts'
import { Doute } from './champs.tsx'

const etats = Object.keys(ETATS_SEANCE) as [EtatSeance, ...EtatSeance[]]
const query = z.object({
  commune: z.string().max(4).optional(),
  annee: z.union([z.literal(''), z.coerce.number().int().min(1990).max(2100)]).optional(),
  etat: z.union([z.literal(''), z.enum(etats)]).optional(),
  tri: z.string().max(20).optional(),
  apres: z.uuid().optional(),
})
export type Liste = Awaited<ReturnType<typeof charger>>

/** The communes whose sessions this reader may know of: those he prepares, and those he reads. */
function communesLues(lu: Pick<Lecture, 'porteePour' | 'maison'>): { code: string; nom: string }[] {
  const { lire, conseil } = lecteurSeance(lu)
  const codes = new Set([...communesDe(lire, lu.maison.territoires), ...communesDe(conseil, lu.maison.territoires)])
  return [...codes].map((code) => ({ code, nom: nomCommune(lu.maison, code) }))
}

async function charger(lu: Lecture<Record<string, never>, z.infer<typeof query>>) {
  const { db, query: q, maintenant, maison } = lu
  const jour = jourLocal(maintenant)
  const communes = communesLues(lu)
  const seule = communes.length === 1 ? communes[0] : communes.find((c) => c.code === q.commune)
  const annee = q.annee || Number(jour.slice(0, 4))
  const lecteur = lecteurSeance(lu)
  const filtre = { ...(seule ? { commune: seule.code } : {}), annee }
  const lues = await listSeances(db, lecteur, { ...filtre, ...(q.etat ? { etat: q.etat } : {}), ...(q.tri ? { tri: q.tri } : {}), ...(q.apres ? { apres: q.apres } : {}), limite: PAR_PAGE + 1 })
  const { lignes, suivant = null } = couper(lues)
  const { sessions: regle } = (await getCourant(db, 'regles', jour)).corps
  const sessions = seule ? jalonsDe(regle.ordinaires.mois, await listSeances(db, lecteur, { ...filtre, genre: 'ordinaire', limite: 100 }), annee, jour) : []
  return {
    seances: lignes.map((s) => ({ ...s, communeNom: nomCommune(maison, s.commune) })), suivant, sessions, annee, jour, communes, seule, regle: regle.ordinaires, maintenant,
    // What waits is the business of whoever keeps the council.
    attendues: await listAttendus(db, lecteur.conseil, maintenant),
    tient: communesTenues(lu).map((c) => c.code), onglets: ongletsDe(lu),
  }
}

/** The sessions of a year: what is late, where the ordinary sessions stand, and all of them. */
export const liste = page({
  path: '/legalite/seances',
  may: mayLire,
  titre: 'Séances du conseil',
  gabarit: 'agent',
  query,
  api: true,
  output: sortieSeances,
  load: charger,
  view: (d: Liste, vue) => (
    <Gabarit vue={vue} titre="Séances du conseil" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre={`Séances du conseil${d.seule ? ` ${deNom(d.seule.nom)}` : ''}`} actions={d.tient.length > 0 && d.seances.length > 0 ? <Bouton href="/legalite/seances/nouvelle">Préparer une séance</Bouton> : null} />
      <Onglets ici="/legalite/seances" onglets={d.onglets} />
      <AFaire d={d} vue={vue} />
      {d.seule ? <Annee d={d} /> : null}
      <Filtres vue={vue} libelle="Filtrer les séances" bouton="Voir">
        {d.communes.length > 1 ? <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes.map((c) => ({ valeur: c.code, libelle: c.nom }))} /> : null}
        <Filtre vue={vue} nom="annee" libelle="Année" tous="Cette année" options={annees(d.jour).map((a) => ({ valeur: String(a), libelle: String(a) }))} />
        <Filtre vue={vue} nom="etat" libelle="État" options={etats.map((e) => ({ valeur: e, libelle: ETATS_SEANCE[e].mot }))} />
      </Filtres>
      <Tableau vue={vue} legende={`Séances de ${d.annee}`} titreVisible fiche lignes={d.seances} cle={(s) => s.id} colonnes={colonnes(!d.seule)} vide={<Rien d={d} />} />
      <Pages vue={vue} apres={d.suivant ?? undefined} />
    </Gabarit>
  ),
})

const annees = (jour: string): number[] => Array.from({ length: 8 }, (_, i) => Number(jour.slice(0, 4)) + 1 - i)

const Rien = ({ d }: { d: Liste }) =>
  d.tient.length > 0 ? (
    <Vide titre={`Aucune séance en ${d.annee}`} action={<Bouton href="/legalite/seances/nouvelle">Préparer une séance</Bouton>}>
      Choisissez le jour, écrivez l’ordre du jour, puis convoquez le conseil.
    </Vide>
  ) : (
    <Vide titre={`Aucune séance connue en ${d.annee}`}>Une séance se lit ici dès que le conseil y est convoqué.</Vide>
  )

type Ligne = LigneSeance & { communeNom: string }
const colonnes = (plusieurs: boolean) => [
  { titre: 'Séance', entete: true, cellule: (s: Ligne) => <a href={`/legalite/seances/${s.id}`}>{direSession(s)}</a> },
  ...(plusieurs ? [{ titre: 'Commune', tri: 'commune', place: 'lieu' as const, cellule: (s: Ligne) => s.communeNom }] : []),
  { titre: 'Jour', tri: 'prevue', cellule: (s: Ligne) => `${dateSimple(s.prevueLe)}, ${heure(s.prevueLe)}` },
  { titre: 'État', place: 'etat' as const, cellule: (s: Ligne) => <Etiquette ton={ETATS_SEANCE[s.etat].ton}>{ETATS_SEANCE[s.etat].mot}</Etiquette> },
  { titre: 'Ordre du jour', cellule: (s: Ligne) => `${pluriel(s.points, 'point')}${s.etat === 'close' || s.etat === 'ouverte' ? `, ${pluriel(s.adoptes, 'adopté')}` : ''}` },
  { titre: 'Affichage', cellule: (s: Ligne) => (s.afficheLe ? `affichée le ${dateChiffres(midi(s.afficheLe))}` : '') },
]

function AFaire({ d, vue }: { d: Liste; vue: Vue }) {
  if (d.tient.length === 0) return null
  const tard = d.attendues.filter((a) => a.attendu.retard > 0)
  const reste = d.attendues.filter((a) => a.attendu.retard === 0)
  return (
    <Tableau
      vue={vue}
      legende="À faire"
      titreVisible
      fiche
      groupes={[{ titre: 'En retard', ton: 'tard', lignes: tard }, { titre: tard.length > 0 ? 'Ensuite' : 'À faire', lignes: reste }]}
      cle={(a) => `a-${a.seance.id}`}
      colonnes={[
        { titre: 'Quoi', entete: true, cellule: (a: SeanceAttendue) => <a href={`/legalite/seances/${a.seance.id}`}>{ATTENDUS[a.attendu.quoi]}</a> },
        { titre: 'Séance', place: 'lieu', cellule: (a) => `${direSession(a.seance)}, ${dateSimple(a.seance.prevueLe)}${d.tient.length > 1 ? `, ${d.communes.find((c) => c.code === a.seance.commune)?.nom ?? ''}` : ''}` },
        { titre: 'Au plus tard', cellule: (a) => <>{dateSimple(midi(a.attendu.limite))} <Doute regle={a.regle} /></> },
        { titre: 'Délai', place: 'delai', cellule: (a) => (a.attendu.retard > 0 ? <Etiquette ton="tard">{delaiCourt(-a.attendu.retard)}</Etiquette> : majuscule(delaiCourt(joursEntre(d.maintenant, midi(a.attendu.limite))))) },
      ]}
      vide={<p class="discret">Rien n’attend : aucune convocation à envoyer, aucun procès-verbal à établir, aucune décision à afficher.</p>}
    />
  )
}

const JALONS: Readonly<Record<Jalon['etat'], { mot: string; ton: Ton }>> = {
  tenue: { mot: 'Tenue', ton: 'fait' }, prevue: { mot: 'Prévue', ton: 'info' }, 'sans-quorum': { mot: 'Sans quorum', ton: 'tard' }, manquante: { mot: 'Manquante', ton: 'tard' }, 'a-prevoir': { mot: 'À prévoir', ton: 'neutre' },
}

/** The year's ordinary sessions on a line: held, planned, missing. */
function Annee({ d }: { d: Liste }) {
  const tenues = d.sessions.filter((j) => j.etat === 'tenue').length
  const tient = d.seule !== undefined && d.tient.includes(d.seule.code)
  return (
    <section aria-labelledby="annee">
      <h2 id="annee">
        Sessions ordinaires de {d.annee} : {pluriel(tenues, 'tenue')} sur {d.sessions.length} <Doute regle={d.regle} />
      </h2>
      <ol class="sessions">
        {d.sessions.map((j) => (
          <li key={j.mois} class={`s-${j.etat}`}>
            <b>{majuscule(nomMois(j.mois))}</b>
            <Etiquette ton={JALONS[j.etat].ton}>{JALONS[j.etat].mot}</Etiquette>
            {j.seance ? <a href={`/legalite/seances/${j.seance.id}`}>{dateCourte(j.seance.prevueLe)}</a> : tient && j.etat === 'a-prevoir' ? <a href={`/legalite/seances/nouvelle?session=${j.mois}&commune=${d.seule!.code}`}>Préparer</a> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
