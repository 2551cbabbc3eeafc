import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Formulaire, Gabarit, ResumeErreurs, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { direNumero, SENS } from '../courrier.ts'
import type { Courrier, Sens } from '../courrier.ts'
import { findCourrier, listCorrespondants } from '../courrier.queries.ts'
import type { PermissionCourrier } from '../droits.ts'
import { bureauxPour, lecteurDe, porteeLecture } from '../lecteur.ts'
import { ChampsCourrier } from './champs.tsx'
import type { Depart } from './champs.tsx'

type Lu = Pick<Lecture, 'db' | 'acteur' | 'maison' | 'porteePour' | 'maintenant'>

const lire = (lu: Lu, id: string | undefined): Promise<Courrier | undefined> => (id ? findCourrier(lu.db, id, porteeLecture(lu), lecteurDe(lu)) : Promise.resolve(undefined))

async function preparer(lu: Lu, sens: Sens, permissionVoulue: PermissionCourrier) {
  const bureaux = bureauxPour(lu, permissionVoulue).map(({ id, nom }) => ({ id, nom }))
  return { sens, bureaux, connus: await listCorrespondants(lu.db, bureaux.map((b) => b.id), sens), aujourdhui: jourLocal(lu.maintenant) }
}
type Prepare = Awaited<ReturnType<typeof preparer>>

/** Registers an arrival: made for eighty a morning. The next one keeps the sender, the nature and the day of the one before. */
export const arrivee = page({
  path: '/courrier/arrivees/nouvelle',
  may: permission('courrier.enregistrer'),
  titre: 'Enregistrer une arrivée',
  gabarit: 'agent',
  query: z.object({ apres: z.uuid().optional() }),
  load: async (lu) => {
    const avant = await lire(lu, lu.query.apres)
    return { ...(await preparer(lu, 'arrivee', 'courrier.enregistrer')), avant: avant?.numero ?? undefined, depart: avant ? suiteDe(avant) : {} }
  },
  view: (d, vue) => (
    <Cadre vue={vue} d={d}>
      {d.avant ? (
        <p class="petit discret">
          L’expéditeur, la nature et le jour de l’arrivée {d.avant} sont gardés. <a href="/courrier/arrivees/nouvelle">Repartir d’une page vide</a>
        </p>
      ) : null}
      <Formulaire vue={vue} action="/courrier/arrivees" libelle="Arrivée" multipart garde>
        <ChampsCourrier vue={vue} sens="arrivee" depart={d.depart} aujourdhui={d.aujourdhui} bureaux={d.bureaux} connus={d.connus} suite={d.avant !== undefined} scans />
        <Actions>
          <Bouton nom="_suivant">Enregistrer et suivant</Bouton>
          <Bouton ton="second">Enregistrer</Bouton>
          <a href="/courrier">Retour au registre</a>
        </Actions>
      </Formulaire>
    </Cadre>
  ),
})

const suiteDe = ({ correspondant, genre, adresse, contact, nature, jour, bureau }: Courrier): Depart => ({ correspondant, genre, adresse, contact, nature, jour, bureau })

/** Prepares a departure, or the answer to an arrival. */
export const depart = page({
  path: '/courrier/departs/nouveau',
  may: permission('courrier.traiter'),
  titre: 'Préparer un départ',
  gabarit: 'agent',
  query: z.object({ repond: z.uuid().optional() }),
  load: async (lu) => {
    const repond = await lire(lu, lu.query.repond)
    return { ...(await preparer(lu, 'depart', 'courrier.traiter')), repond, numerote: bureauxPour(lu, 'courrier.enregistrer').length > 0 }
  },
  view: (d, vue) => (
    <Cadre vue={vue} d={d}>
      {d.repond ? (
        <Avis ton="info" titre={`Réponse à ${direNumero(d.repond)}`} niveau={2}>
          <p>
            {d.repond.correspondant}
            {d.repond.objet ? `, ${d.repond.objet}` : ''}. L’échéance se ferme quand cette réponse est envoyée.
          </p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action="/courrier/departs" libelle="Départ" multipart garde>
        <ChampsCourrier vue={vue} sens="depart" depart={d.repond ? reponseA(d.repond) : {}} aujourdhui={d.aujourdhui} bureaux={d.bureaux} connus={d.connus} scans />
        <Actions>
          {d.numerote ? <Bouton nom="_numeroter">Enregistrer avec un numéro</Bouton> : null}
          <Bouton ton={d.numerote ? 'second' : 'plein'}>Garder en préparation</Bouton>
          <a href="/courrier">Retour au registre</a>
        </Actions>
      </Formulaire>
    </Cadre>
  ),
})

function reponseA(c: Courrier): Depart {
  const objet = c.objet ? `Réponse à votre courrier${c.reference ? ` n° ${c.reference}` : ''} : ${c.objet}` : ''
  return { correspondant: c.correspondant, genre: c.genre, adresse: c.adresse, contact: c.contact, nature: 'lettre', objet: objet.slice(0, 500), confidentiel: c.confidentiel, lettre: c.numero ?? undefined, bureau: c.bureau }
}

function Cadre({ vue, d, children }: { vue: Vue; d: Prepare; children: ComponentChildren }) {
  const [seul] = d.bureaux
  return (
    <Gabarit vue={vue} titre={SENS[d.sens].nouveau} genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }]}>
      <h1>{SENS[d.sens].nouveau}</h1>
      <ResumeErreurs vue={vue} />
      {seul ? (
        <>
          {d.bureaux.length === 1 ? <p class="chapeau">{seul.nom}</p> : null}
          {children}
        </>
      ) : (
        <>
          <h2 class="sr">Votre bureau</h2>
          <Vide titre="Votre poste n’est rattaché à aucun bureau">Le registre est tenu par bureau. Demandez à l’administrateur d’écrire le nom de votre bureau dans votre poste.</Vide>
        </>
      )}
    </Gabarit>
  )
}
