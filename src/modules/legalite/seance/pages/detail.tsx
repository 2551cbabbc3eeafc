import { dateSimple, pluriel } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { listDocuments } from '../../../../kernel/documents/queries.ts'
import { listReferences } from '../../../../kernel/fichiers/index.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Bouton, Courriel, Deux, Etiquette, Fil, Gabarit, Panneau, Recap, ResumeErreurs } from '../../../../ui/index.ts'
import type { LigneRecap, Moment } from '../../../../ui/index.ts'
import { findMatiere, findNature } from '../../referentiel/referentiel.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { listEnExercice } from '../membre.queries.ts'
import { GENRES_EVENEMENT, listEvenementsSeance } from '../evenement.queries.ts'
import { listNes } from '../naissance.queries.ts'
import { objetProcesVerbal } from '../papiers.ts'
import { listPoints } from '../point.queries.ts'
import { jourDe, lecteurSeance, lireSeance, mayLire, nomCommune, parId, reglesDe, sujetSeance } from '../porte.ts'
import { listEnvoisDe, listSalle } from '../salle.ts'
import { direMoment, direSession, ETATS_SEANCE } from '../seance.ts'
import { findReport, findSeconde } from '../seance.queries.ts'
import { sortieSeance } from '../sortie.ts'
import { Gestes } from './gestes.tsx'
import { Membres } from './membres.tsx'
import { OrdreDuJour } from './ordre.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }>) {
  const { db, maison, maintenant } = lu
  const seance = await lireSeance(lu)
  const jour = jourDe(seance)
  const tient = lu.porteePour('legalite.conseil').contient(seance.commune)
  const [points, membres, actes, evenements] = [await listPoints(db, seance.id), await listSalle(db, seance), await listNes(db, seance.id), await listEvenementsSeance(db, seance.id, tient)]
  const [natures, matieres] = [(await getCourant(db, 'natures', jour)).corps, (await getCourant(db, 'matieres', jour)).corps]
  const [document] = seance.etat === 'close' ? await listDocuments(db, objetProcesVerbal(seance.id)) : []
  return {
    envois: await listEnvoisDe(db, membres),
    seance, membres, evenements, tient, actes, regles: await reglesDe(db, seance), commune: nomCommune(maison, seance.commune), jour: jourLocal(maintenant),
    points: points.map((p) => ({ ...p, natureMot: findNature(natures, p.nature)?.libelle ?? p.nature, matiereMot: findMatiere(matieres, p.matiere)?.chemin ?? '' })),
    siegent: seance.etat === 'preparee' ? (await listEnExercice(db, seance.commune, jour)).length : membres.length,
    seconde: await findSeconde(db, seance.id), report: await findReport(db, seance.id, lecteurSeance(lu)),
    preuves: (await listReferences(db, `seance:${seance.id}`)).filter((r) => r.champ === 'affichage'),
    // The task takes a second or two; a session that came from elsewhere has no paper.
    scelle: maintenant.getTime() - (evenements.findLast((e) => e.genre === 'clos')?.le.getTime() ?? 0) < 600_000,
    document: document ? { numero: document.numero, code: document.codeCourt } : undefined,
  }
}

/** One session: its agenda and votes, who was called and came, what is to be done, and its story. */
export const detail = page({
  path: '/legalite/seances/:id',
  may: mayLire,
  titre: 'Séance du conseil',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSeance,
  api: true,
  output: sortieSeance,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${direSession(d.seance)}, ${d.commune}`} genre="agent" ariane={[{ libelle: 'Séances', href: '/legalite/seances' }]}>
      <Bande titre={direSession(d.seance)} {...(d.tient && d.points.length > 0 && d.siegent > 0 && (d.seance.etat === 'preparee' || d.seance.etat === 'convoquee') ? { actions: <Bouton href={`/legalite/seances/${d.seance.id}/convocation.pdf?tous=oui`} ton="second" ico="imprimer">Convocation (PDF)</Bouton> } : {})}>
        <Etiquette ton={ETATS_SEANCE[d.seance.etat].ton}>{d.report ? 'Reportée' : ETATS_SEANCE[d.seance.etat].mot}</Etiquette>
        {d.seance.remplace ? <Etiquette ton="info">Seconde convocation</Etiquette> : null}
        <span class="discret">
          {d.commune}, {direMoment(d.seance.prevueLe)}
        </span>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="À faire" large aside={<Gestes d={d} vue={vue} />} tete={<Seance d={d} />}>
        <OrdreDuJour d={d} vue={vue} />
        <Membres d={d} vue={vue} />
        {d.seance.etat === 'close' ? (
          <Panneau titre="Procès-verbal" id="proces-verbal">
            <details>
              <summary>Lire le procès-verbal</summary>
              <Courriel entete={`Séance du ${dateSimple(d.seance.prevueLe)}`} texte={d.seance.procesVerbal.replaceAll('\n', '\n\n')} />
            </details>
          </Panneau>
        ) : null}
        <Panneau titre="Histoire de la séance" id="histoire">
          <Fil moments={moments(d)} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

const moments = ({ evenements }: Detail): Moment[] =>
  evenements.toReversed().map((e) => ({ titre: GENRES_EVENEMENT[e.genre], le: e.le, par: e.parNom, etat: e.genre === 'annule' || e.genre === 'reporte' || e.genre === 'sans-quorum' ? ('non' as const) : ('fait' as const), ...(e.texte ? { children: <p class="petit">{e.texte}</p> } : {}) }))

function lignes({ seance: s, seconde, report }: Detail): LigneRecap[] {
  return [
    { titre: 'Lieu', valeur: s.lieu },
    ...(s.motif ? [{ titre: 'Motif', valeur: s.motif }] : []),
    ...(s.convoqueeLe ? [{ titre: 'Convoquée', valeur: dateSimple(s.convoqueeLe) }] : []),
    ...(s.ouverteLe ? [{ titre: 'Ouverte', valeur: direMoment(s.ouverteLe), note: `présidée par ${s.president ?? ''}, secrétaire : ${s.secretaire ?? ''}` }] : []),
    ...(s.closeLe ? [{ titre: 'Levée', valeur: direMoment(s.closeLe) }] : []),
    ...(s.quorum > 0 ? [{ titre: 'Quorum', valeur: `${s.quorum} sur ${pluriel(s.membres, 'membre')} en exercice` }] : []),
    ...(s.remplace ? [{ titre: 'Remplace', valeur: <a href={`/legalite/seances/${s.remplace}`}>la séance sans quorum</a> }] : []),
    ...(s.reporte ? [{ titre: 'En place de', valeur: <a href={`/legalite/seances/${s.reporte}`}>la séance reportée</a> }] : []),
    ...(report ? [{ titre: 'Reportée', valeur: <a href={`/legalite/seances/${report.id}`}>{direMoment(report.prevueLe)}</a> }] : []),
    ...(seconde ? [{ titre: 'Seconde séance', valeur: <a href={`/legalite/seances/${seconde.id}`}>{direMoment(seconde.prevueLe)}</a> }] : []),
  ]
}

function Seance({ d }: { d: Detail }) {
  const modifiable = d.tient && d.seance.etat === 'preparee'
  return (
    <Panneau titre="Séance" id="seance" {...(modifiable ? { fin: <a href={`/legalite/seances/${d.seance.id}/modifier`}>Modifier</a> } : {})}>
      <Recap serre lignes={lignes(d)} />
    </Panneau>
  )
}
