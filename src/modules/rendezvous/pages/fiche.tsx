import { majuscule, telephone } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Bande, Bouton, BoutonSeul, Deux, Etiquette, Fil, Formulaire, Gabarit, Imprimer, Panneau, Recap, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getAgenda } from '../agenda.queries.ts'
import { findLisible } from '../dossier.ts'
import { codeDe, mayTenir, nomBureau, parId, sujetRendezVous } from '../porte.ts'
import { CANAUX, direQuand, ETATS, POINTAGES } from '../rendezvous.ts'
import type { Pointage } from '../rendezvous.ts'
import { getRendezVous, listEvenements } from '../rendezvous.queries.ts'
import { sortieRendezVous } from '../sortie.ts'
import { moments } from './moments.tsx'

export const GESTES: Readonly<Record<Pointage, string>> = { arrive: 'Arrivé', recu: 'Reçu', absent: 'Absent', pris: 'Reprendre le pointage' }

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour'> & { params: { id: string } }) {
  const { db, params, maison, maintenant } = lu
  const rdv = await getRendezVous(db, params.id)
  const agenda = await getAgenda(db, rdv.agendaId)
  const dossier = rdv.dossierId ? await findLisible(lu, rdv.dossierId) : undefined
  return {
    rdv, agenda, bureau: nomBureau(maison.territoires, agenda), code: codeDe(maison, rdv.id), evenements: await listEvenements(db, rdv.id),
    dossier: dossier && { id: dossier.id, numero: dossier.numero },
    venu: jourLocal(rdv.debut) <= jourLocal(maintenant), hote: new URL(maison.reglages.adresse).host,
  }
}

/** One appointment for the office: who, when, what became of him; the slip to print for whoever has no phone. */
export const fiche = page({
  path: '/agendas/rendez-vous/:id',
  may: mayTenir,
  titre: 'Rendez-vous',
  gabarit: 'agent',
  params: parId,
  sujet: sujetRendezVous,
  api: true,
  output: sortieRendezVous,
  load: charger,
  consulte: (d: Donnees) => `rendezvous:${d.rdv.id}`,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`Rendez-vous, ${d.agenda.titre}`} genre="agent" ariane={[{ libelle: 'Rendez-vous', href: '/agendas' }, { libelle: d.agenda.titre, href: `/agendas/${d.agenda.id}?jour=${jourLocal(d.rdv.debut)}` }]}>
      <Bande titre={d.rdv.nom ?? 'Personne dont les données sont effacées'}>
        <Etiquette ton={ETATS[d.rdv.etat].ton}>{ETATS[d.rdv.etat].libelle}</Etiquette>
        <span class="discret">{majuscule(direQuand(d.rdv.debut))}</span>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Gestes" aside={<Gestes d={d} vue={vue} />}>
        <Panneau titre="Le rendez-vous" id="rendez-vous">
          <Recap
            lignes={[
              { titre: 'Agenda', valeur: d.agenda.titre, note: d.bureau },
              { titre: 'Quand', valeur: majuscule(direQuand(d.rdv.debut)) },
              { titre: 'Où', valeur: d.agenda.lieu },
              ...(d.agenda.apporter ? [{ titre: 'À apporter', valeur: d.agenda.apporter }] : []),
              { titre: 'Pour', valeur: d.rdv.note || d.agenda.raison },
              ...(d.dossier ? [{ titre: 'Dossier', valeur: <a class="code" href={`/dossiers/${d.dossier.id}`}>{d.dossier.numero}</a> }] : []),
              { titre: 'Téléphone', valeur: d.rdv.telephone ? telephone(d.rdv.telephone) : '' },
              { titre: 'Pris', valeur: majuscule(CANAUX[d.rdv.canal]) },
              ...(d.rdv.motif ? [{ titre: 'Raison de l’annulation', valeur: d.rdv.motif }] : []),
              ...(d.rdv.effaceLe === null && d.rdv.canal !== 'passage' ? [{ titre: 'Code', valeur: <b class="code">{d.code}</b>, note: `sur ${d.hote}/rendez-vous/suivre` }] : []),
            ]}
          />
        </Panneau>
        <Panneau titre="Historique" id="historique">
          <Fil moments={moments(d.evenements, false)} dense ordre="recent" />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

function Gestes({ d, vue }: { d: Donnees; vue: Vue }) {
  const { rdv } = d
  const pointages = d.venu && rdv.effaceLe === null ? POINTAGES[rdv.etat].filter((p) => rdv.canal !== 'passage' || p !== 'pris') : []
  return (
    <div class="pile no-print">
      {pointages.length > 0 ? (
        <Panneau titre={rdv.etat === 'recu' ? 'Corriger le pointage' : 'Pointer'} id="pointer" {...(rdv.etat === 'recu' ? {} : { ton: 'fort' as const })}>
          <div class="rang">
            {pointages.map((p, rang) => (
              <BoutonSeul key={p} vue={vue} action={`/agendas/rendez-vous/${rdv.id}/pointer`} champs={{ etat: p }} ton={rang === 0 && rdv.etat !== 'recu' ? 'plein' : 'second'}>
                {GESTES[p]}
              </BoutonSeul>
            ))}
          </div>
        </Panneau>
      ) : null}
      {rdv.etat === 'pris' ? (
        <Panneau titre="Changer" id="changer">
          <p>
            <Bouton href={`/rendez-vous/${rdv.id}/deplacer`} ton="second">
              Changer d’heure
            </Bouton>
          </p>
          <details open={vue.erreurs.motif !== undefined}>
            <summary>Annuler ce rendez-vous</summary>
            <Formulaire vue={vue} action={`/agendas/rendez-vous/${rdv.id}/annuler`}>
              <Texte vue={vue} nom="motif" libelle="Raison" aide="La personne la lit dans son SMS, avec une autre heure" max={150} />
              <p>
                <Bouton ton="danger">Annuler et prévenir</Bouton>
              </p>
            </Formulaire>
          </details>
        </Panneau>
      ) : null}
      <p>
        <Imprimer>Imprimer pour la personne</Imprimer>
      </p>
    </div>
  )
}
