import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { masquer } from '../../../lib/contact.ts'
import { dateSimple, finir } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, Choix, Formulaire, Gabarit, ResumeErreurs, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { empreinteLien, etatLien, phraseDe } from '../accord.ts'
import type { Accord } from '../accord.ts'
import { findParLien } from '../accord.queries.ts'
import { findStation } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import { initiales } from '../dossier.ts'
import { getDossier } from '../dossier.queries.ts'
import { CodeRecu } from './code-recu.tsx'

export const parJeton = z.object({ jeton: z.string().regex(/^[A-Za-z0-9_-]{22}$/) })

/** The consent that a link opens. Throws `Introuvable` for a link that was replaced, or never was. */
export async function getParLien(db: Db, jeton: string): Promise<Accord> {
  const accord = await findParLien(db, empreinteLien(jeton))
  if (!accord) throw new Introuvable('Ce lien n’ouvre rien. Un lien plus récent vous a peut-être été envoyé')
  return accord
}

/** Whoever has proved to hold the phone that was asked: by a code on this link, or signed in with that phone. */
export const tientAccord = (acteur: Acteur, accord: Pick<Accord, 'id' | 'telephone'>): boolean => clesDe(acteur).some((cle) => cle === `accord:${accord.id}` || cle === `telephone:${accord.telephone}`)

type Donnees = Awaited<ReturnType<typeof charger>>
async function charger({ db, jeton, acteur, code, maintenant, territoires }: { db: Db; jeton: string; acteur: Acteur; code: string | undefined; maintenant: Date; territoires: Parameters<typeof phraseDe>[3] }) {
  const accord = await getParLien(db, jeton)
  const dossier = await getDossier(db, accord.dossierId)
  const demarche = await getDemarche(db, dossier.demarche, dossier.version)
  const station = findStation(demarche, accord.station)
  const partie = station?.genre === 'accord' ? station.parties.find((p) => p.code === accord.partie) : undefined
  const tenu = tientAccord(acteur, accord)
  // Before the phone is proved, nothing of the file is said.
  return { jeton, code, tenu, etat: etatLien(accord, maintenant), titre: demarche.titre, demandeur: initiales(dossier.demandeur), bureau: dossier.bureau, telephone: masquer(accord.telephone), nom: tenu ? accord.nom : '', phrase: tenu && partie ? phraseDe(demarche, partie, dossier.reponses, territoires) : '', reponse: tenu ? accord.reponse : null, reponduLe: accord.reponduLe }
}

/** Where a second person consents, or refuses: from the personal link in the SMS. */
export const accord = page({
  path: '/accord/:jeton',
  may: ouvert,
  titre: 'Donner son accord',
  params: parJeton,
  query: z.object({ code: z.uuid().optional() }),
  limite: 60,
  load: ({ db, params, query, acteur, maintenant, maison }) => charger({ db, jeton: params.jeton, acteur, code: query.code, maintenant, territoires: maison.territoires }),
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre="Donner son accord" etroit>
      <h1>On vous demande votre accord</h1>
      <p class="chapeau">
        {d.demandeur} demande « {d.titre} » à {d.bureau}. Cette demande n’avance pas sans vous.
      </p>
      <ResumeErreurs vue={vue} />
      {d.etat === 'ouvert' ? d.tenu ? <Repondre d={d} vue={vue} /> : <Prouver d={d} vue={vue} /> : <Fini d={d} />}
    </Gabarit>
  ),
})

function Fini({ d }: { d: Donnees }) {
  if (d.etat === 'repondu')
    return (
      <Avis ton="info" titre="La réponse est déjà donnée">
        <p>
          {d.reponse ? `Vous avez ${d.reponse === 'oui' ? 'donné' : 'refusé'} votre accord` : 'Une réponse a été donnée'} le {dateSimple(d.reponduLe!)}. Si ce n’est pas vous, allez au bureau « {d.bureau} ».
        </p>
      </Avis>
    )
  return (
    <Avis ton="att" titre={d.etat === 'expire' ? 'Ce lien n’a plus cours' : 'Cet accord n’est plus attendu'}>
      <p>{d.etat === 'expire' ? 'Demandez à la personne de vous en envoyer un autre, ou présentez-vous au bureau avec votre pièce d’identité.' : 'La demande a avancé, ou elle est retirée : vous n’avez plus rien à faire.'}</p>
    </Avis>
  )
}

/** The link may have been forwarded: the phone that received it is asked for a code. */
function Prouver({ d, vue }: { d: Donnees; vue: Vue }) {
  if (!d.code)
    return (
      <>
        <p>Pour être sûrs que c’est bien vous, nous envoyons un code à six chiffres au {d.telephone}.</p>
        <BoutonSeul vue={vue} action={`/accord/${d.jeton}/code`} ton="plein">
          Recevoir le code
        </BoutonSeul>
        <p class="champ discret">Ce n’est pas votre téléphone ? Présentez-vous au bureau « {d.bureau} » avec votre pièce d’identité.</p>
      </>
    )
  return <CodeRecu vue={vue} base={`/accord/${d.jeton}`} id={d.code} />
}

function Repondre({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <Formulaire vue={vue} action={`/accord/${d.jeton}`}>
      <p>Vous êtes {finir(d.nom)} Voici ce à quoi vous consentez :</p>
      <blockquote>« {d.phrase} »</blockquote>
      <Choix
        vue={vue}
        nom="reponse"
        libelle="Votre réponse"
        options={[
          { valeur: 'oui', libelle: 'Je donne mon accord' },
          { valeur: 'non', libelle: 'Je refuse', aide: 'La demande ne sera pas accordée sans vous' },
        ]}
      />
      <ZoneTexte vue={vue} nom="raison" libelle="Pourquoi ?" si="si vous refusez, et si vous voulez le dire" lignes={2} max={300} />
      <Actions>
        <Bouton>Envoyer ma réponse</Bouton>
      </Actions>
      <p class="discret">Votre réponse ne se change plus. Elle est datée et écrite dans le dossier.</p>
    </Formulaire>
  )
}
