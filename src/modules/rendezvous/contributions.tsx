import { heure, pluriel } from '../../lib/francais.ts'
import { ajouterJours, jourLocal } from '../../kernel/calendrier/jour.ts'
import type { Contributions, JobDemande, Journee, Lecture } from '../../kernel/module.ts'
import { Etiquette, Tableau } from '../../ui/index.ts'
import { lireObjetDossier } from '../demarches/index.ts'
import { effacerDuDossier } from './effacement.ts'
import { instantDe } from './heure.ts'
import { compterJour, listNoms, listRendezVous } from './liste.queries.ts'
import { listHistoires, listParCles } from './rendezvous.queries.ts'
import { direQuand, ETATS } from './rendezvous.ts'
import { annuler } from './reserver.ts'
import { listPrisDuDossier } from './taches.queries.ts'
import { prendreRendezVous } from './verrou.ts'
import { rubrique } from './rubrique.tsx'

/** The day shows the next of them; the rest is on the page of the agenda. */
const AU_PLUS = 8

/** Who is still to be received today. Nothing when nobody is. */
async function journee(lu: Lecture): Promise<Journee | undefined> {
  const portee = lu.porteePour('rendezvous.tenir')
  if (lu.acteur.genre !== 'agent' || portee.vide) return undefined
  const jour = jourLocal(lu.maintenant)
  const [de, a] = [instantDe(jour, 0), instantDe(ajouterJours(jour, 1), 0)]
  const c = await compterJour(lu.db, portee, de, a)
  const tous = c.attendus + c.arrives + c.recus + c.absents
  const reste = c.attendus + c.arrives
  if (reste === 0) return undefined
  const lignes = await listRendezVous(lu.db, portee, { de, a, etats: ['pris', 'arrive'], limite: AU_PLUS })
  return {
    comptes: [{ nombre: reste, libelle: reste > 1 ? 'personnes à recevoir' : 'personne à recevoir', href: '#rendez-vous-du-jour', ton: 'jour', details: [`${pluriel(tous, 'rendez-vous', 'rendez-vous')} aujourd’hui`, ...(c.arrives > 0 ? [`${pluriel(c.arrives, 'personne attend', 'personnes attendent')} déjà`] : [])] }],
    vue: (vue) => (
      <section class="pile" id="rendez-vous-du-jour" aria-labelledby="t-rendez-vous">
        <h2 id="t-rendez-vous">Rendez-vous d’aujourd’hui</h2>
        <Tableau
          vue={vue}
          legende="Personnes à recevoir aujourd’hui"
          fiche
          lignes={lignes}
          cle={(l) => l.id}
          colonnes={[
            { titre: 'Heure', place: 'delai', cellule: (l) => heure(l.debut) },
            { titre: 'Personne', entete: true, place: 'fort', cellule: (l) => <a href={`/agendas/rendez-vous/${l.id}`}>{l.nom}</a> },
            { titre: 'Agenda', place: 'lieu', cellule: (l) => <a href={`/agendas/${l.agendaId}`}>{l.agenda}</a> },
            { titre: 'État', place: 'etat', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].libelle}</Etiquette> },
          ]}
          vide={<></>}
        />
      </section>
    ),
  }
}

/** What appointments give to the home page, to the agent's day, to the page of a file, and to whoever asks for his data. */
export const contributions: Contributions = {
  journee,
  rubrique,
  surRetrait: async (tx, objet, { maison, maintenant }) => {
    const dossier = lireObjetDossier(objet)
    const jobs: JobDemande[] = []
    for (const id of dossier ? await listPrisDuDossier(tx, dossier) : []) {
      const { agenda, rdv } = await prendreRendezVous(tx, id, maintenant)
      if (rdv.etat === 'pris') jobs.push(...(await annuler(tx, agenda, rdv, { bureau: false, motif: 'La demande est retirée' }, { maison, parNom: 'Vous', maintenant })))
    }
    return jobs
  },
  surEffacement: async (tx, objet, maintenant) => {
    const dossier = lireObjetDossier(objet)
    if (dossier) await effacerDuDossier(tx, dossier, maintenant)
  },
  objetsDe: async (db, cles) => (await listParCles(db, cles)).map((r) => ({ objet: `rendezvous:${r.id}`, titre: `Rendez-vous du ${direQuand(r.debut)}`, href: `/rendez-vous/${r.id}` })),
  nommerObjets: async ({ db, porteePour }, objets) => {
    const portee = porteePour('rendezvous.tenir')
    const dits = (sorte: string) => objets.flatMap((objet) => (objet.startsWith(`${sorte}:`) ? [objet.slice(sorte.length + 1)] : []))
    const ids = { rendezvous: dits('rendezvous'), agendas: dits('agenda') }
    if (portee.vide || ids.rendezvous.length + ids.agendas.length === 0) return new Map()
    const noms = await listNoms(db, portee, ids)
    return new Map([...noms.rendezvous.map((r) => [`rendezvous:${r.id}`, { titre: `Rendez-vous du ${direQuand(r.debut)}`, href: `/agendas/rendez-vous/${r.id}` }] as const), ...noms.agendas.map((a) => [`agenda:${a.id}`, { titre: a.titre, href: `/agendas/${a.id}` }] as const)])
  },
  donneesDe: async (db, cles) => {
    const siens = await listParCles(db, cles)
    const histoires = await listHistoires(db, siens.map((r) => r.id))
    return { rendezvous: siens.map((r) => ({ debut: r.debut.toISOString(), etat: r.etat, nom: r.nom, telephone: r.telephone, courriel: r.courriel, note: r.note, motif: r.motif, prisLe: r.prisLe.toISOString(), histoire: (histoires.get(r.id) ?? []).map((e) => ({ le: e.le.toISOString(), genre: e.genre, texte: e.texte })) })) }
  },
}
