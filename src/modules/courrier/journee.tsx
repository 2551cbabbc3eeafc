import { dateCourte, pluriel } from '../../lib/francais.ts'
import { jourLocal, midi } from '../../kernel/calendrier/jour.ts'
import type { Journee, Lecture } from '../../kernel/module.ts'
import { Tableau } from '../../ui/index.ts'
import { bureauxPour, lecteurDe, porteeLecture } from './lecteur.ts'
import { compterCourrier, listCourriers, listTenues } from './registre.queries.ts'
import type { ComptesCourrier } from './registre.queries.ts'
import { colonnesTenues, grouper } from './pages/a-traiter.tsx'
import { colonnes } from './pages/colonnes.tsx'

/** What waits to be dispatched is with nobody, and is not sorted here. */
const COLONNES = colonnes.filter((c) => c.titre !== 'Chez' && c.titre !== 'État').map(({ titre, entete, place, cellule }) => ({ titre, entete, place, cellule }))
/** The day shows the first of them; the rest is on its own page. */
const AU_PLUS = 10

/** The mail of an agent's day: what he holds, what his office must dispatch, send, or has let go late. */
export async function journee(lu: Lecture): Promise<Journee | undefined> {
  const [portee, lecteur, jour] = [porteeLecture(lu), lecteurDe(lu), jourLocal(lu.maintenant)]
  if (lu.acteur.genre !== 'agent' || lecteur.bureaux.length === 0) return undefined
  const offices = { imputer: bureauxPour(lu, 'courrier.imputer').map((b) => b.id), enregistrer: bureauxPour(lu, 'courrier.enregistrer').map((b) => b.id) }
  const c = await compterCourrier(lu.db, portee, lecteur, offices, jour)
  const tenues = c.tenus > 0 ? await listTenues(lu.db, portee, lecteur, jour, AU_PLUS) : []
  const aImputer = c.aImputer > 0 ? await listCourriers(lu.db, portee, lecteur, { etat: 'a-imputer', bureaux: offices.imputer, tri: 'echeance', limite: AU_PLUS }, jour) : []
  const phrase = direCourrier(c)
  return {
    comptes: [
      { nombre: c.tenus, libelle: 'courriers à traiter', href: '/courrier/a-traiter', ton: c.tenusTard > 0 ? 'tard' : 'jour', details: c.tenusTard > 0 ? [`${c.tenusTard} en retard, depuis le ${dateCourte(midi(c.plusAncien!))}`] : [] },
      ...(offices.imputer.length > 0 ? [{ nombre: c.aImputer, libelle: 'courriers à imputer', href: '/courrier?etat=a-imputer', ton: 'att' as const }, { nombre: c.tard, libelle: 'courriers en retard au bureau', href: '/courrier?retard=oui', ton: 'tard' as const }] : []),
      ...(offices.enregistrer.length > 0 ? [{ nombre: c.aEnvoyer, libelle: 'départs à envoyer', href: '/courrier?etat=a-envoyer', ton: 'jour' as const }] : []),
    ],
    ...(phrase ? { phrase } : {}),
    ...(tenues[0] && c.tenusTard > 0 ? { urgent: `/courrier/${tenues[0].id}` } : {}),
    ...(offices.enregistrer.length > 0 ? { gestes: [{ libelle: 'Enregistrer un courrier', href: '/courrier/arrivees/nouvelle' }] } : {}),
    vue: (vue) => (
      <>
        <Tableau vue={vue} legende="Courrier à traiter" titreVisible fiche groupes={grouper(tenues, jour)} cle={(l) => l.imputation} colonnes={colonnesTenues(vue, jour)} vide={<></>} />
        <Tableau vue={vue} legende="Courrier à imputer" titreVisible fiche lignes={aImputer} cle={(l) => l.id} colonnes={COLONNES} vide={<></>} />
      </>
    ),
  }
}

function direCourrier(c: ComptesCourrier): string | undefined {
  if (c.tenusTard > 0) return `${pluriel(c.tenusTard, 'courrier attend', 'courriers attendent')} depuis trop longtemps.`
  if (c.aImputer > 0) return `${pluriel(c.aImputer, 'courrier est', 'courriers sont')} à imputer.`
  return c.tenus > 0 ? `${pluriel(c.tenus, 'courrier est', 'courriers sont')} à traiter.` : undefined
}
