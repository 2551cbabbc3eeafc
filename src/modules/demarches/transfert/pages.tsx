import { z } from 'zod'
import { cleDestination, masquer, versMasque } from '../../../lib/contact.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { ouvert, page, titulaire } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, Formulaire, Gabarit, Panneau, Phrase, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { empreinteLien } from '../accord.ts'
import { getDemarche } from '../definition.queries.ts'
import { initiales } from '../dossier.ts'
import { getDossier } from '../dossier.queries.ts'
import { parJeton } from '../pages/accord.tsx'
import { CodeRecu } from '../pages/code-recu.tsx'
import { parId, sujetDossier } from '../porte.ts'
import { etatTransfert, JOURS } from './transfert.ts'
import type { Transfert } from './transfert.ts'
import { findTransfertOuvert, findTransfertParLien } from './transfert.queries.ts'

/** Where the holder gives his file to another person, or takes the proposal back. */
export const transferer = page({
  path: '/suivi/:id/transferer',
  may: titulaire,
  titre: 'Confier ce dossier à quelqu’un',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, maintenant }) => {
    const dossier = await getDossier(db, params.id)
    const propose = await findTransfertOuvert(db, dossier.id)
    return { dossier, propose: propose && { ...propose, etat: etatTransfert(propose, maintenant) }, titre: (await getDemarche(db, dossier.demarche, dossier.version)).titre }
  },
  view: ({ dossier, propose, titre }, vue) => (
    <Gabarit vue={vue} titre="Confier ce dossier à quelqu’un" ariane={[{ libelle: dossier.numero ?? 'Dossier', href: `/suivi/${dossier.id}` }]} etroit>
      <p class="sur">{titre}</p>
      <h1>Confier ce dossier à quelqu’un</h1>
      <p class="chapeau">
        <Phrase>{`Une autre personne suivra le dossier ${dossier.numero ?? ''} à votre place, depuis son compte. La demande elle-même ne change pas : elle reste au nom de ${initiales(dossier.demandeur)}`}</Phrase>
      </p>
      <ResumeErreurs vue={vue} />
      {propose?.etat === 'ouvert' ? <Propose propose={propose} vue={vue} id={dossier.id} /> : null}
      {propose?.etat === 'expire' ? (
        <Avis ton="att" titre="Personne n’a accepté à temps">
          <p>Le lien envoyé {versMasque(propose.destination)} n’ouvre plus rien. Le dossier est toujours le vôtre ; vous pouvez en envoyer un autre.</p>
        </Avis>
      ) : null}
      <div class="texte">
        <ul>
          <li>Elle reçoit un lien, valable {JOURS} jours, et accepte avec un code envoyé à elle seule.</li>
          <li>D’ici là rien ne change, et vous pouvez retirer votre proposition.</li>
          <li>Ensuite vous ne lirez plus ce dossier : ni avec votre compte, ni avec votre code de suivi.</li>
        </ul>
      </div>
      <Formulaire vue={vue} action={`/suivi/${dossier.id}/transferer`}>
        <Texte vue={vue} nom="contact" libelle="Le téléphone ou l’adresse électronique de cette personne" aide="Par exemple 01 97 00 00 00, ou nom@exemple.bj" max={200} />
        <Actions>
          <Bouton>{propose?.etat === 'ouvert' ? 'Proposer à cette personne plutôt' : 'Envoyer la proposition'}</Bouton>
          <a href={`/suivi/${dossier.id}`}>Ne rien changer</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

function Propose({ propose, vue, id }: { propose: Transfert; vue: Vue; id: string }) {
  return (
    <Panneau titre="Proposition en cours" id="proposition" ton="att">
      <p>
        Le lien est parti {versMasque(propose.destination)} le {dateSimple(propose.demandeLe)}. Il s’ouvre jusqu’au {dateSimple(propose.expireLe)}.
      </p>
      <BoutonSeul vue={vue} action={`/suivi/${id}/transferer/reprendre`}>
        Retirer ma proposition
      </BoutonSeul>
    </Panneau>
  )
}

/** The proposal that a link opens. Throws `Introuvable` for a link that never was. */
export async function getTransfert(db: Db, jeton: string): Promise<Transfert> {
  const transfert = await findTransfertParLien(db, empreinteLien(jeton))
  if (!transfert) throw new Introuvable('Ce lien n’ouvre rien. Un lien plus récent vous a peut-être été envoyé')
  return transfert
}

/** Whoever has proved to hold the phone or the address that was asked: by a code on this link, or because his account has it. */
export const tientTransfert = (acteur: Acteur, t: Pick<Transfert, 'id' | 'destination'>): boolean => clesDe(acteur).some((cle) => cle === `transfert:${t.id}` || cle === cleDestination(t.destination))

type Donnees = { jeton: string; code: string | undefined; etat: ReturnType<typeof etatTransfert>; genre: Acteur['genre']; tenu: boolean; vers: string; avec: string; titre: string; dit: string }

/** Where the other person accepts, or not: from the link received. Before the proof, nothing of the file but its procedure. */
export const transfert = page({
  path: '/transfert/:jeton',
  may: ouvert,
  titre: 'Recevoir un dossier',
  params: parJeton,
  query: z.object({ code: z.uuid().optional() }),
  limite: 60,
  load: async ({ db, params, query, acteur, maintenant }): Promise<Donnees> => {
    const t = await getTransfert(db, params.jeton)
    const dossier = await getDossier(db, t.dossierId)
    const tenu = tientTransfert(acteur, t)
    const { titre } = await getDemarche(db, dossier.demarche, dossier.version)
    return { jeton: params.jeton, code: query.code, etat: etatTransfert(t, maintenant), genre: acteur.genre, tenu, vers: versMasque(t.destination), avec: `${t.destination.includes('@') ? 'l’adresse' : 'le'} ${masquer(t.destination)}`, titre, dit: tenu ? `, ${dossier.numero}, au bureau « ${dossier.bureau ?? ''} », au nom de ${initiales(dossier.demandeur)}` : '' }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Recevoir un dossier" etroit>
      <h1>On vous confie un dossier</h1>
      <p class="chapeau">
        <Phrase>{`« ${d.titre} »${d.dit}`}</Phrase>
      </p>
      <ResumeErreurs vue={vue} />
      {d.etat === 'ouvert' ? <Ouvert d={d} vue={vue} /> : <Fini etat={d.etat} />}
    </Gabarit>
  ),
})

function Fini({ etat }: { etat: Donnees['etat'] }) {
  return (
    <Avis ton="att" titre={etat === 'accepte' ? 'Ce dossier est déjà accepté' : 'Ce lien n’a plus cours'}>
      <p>
        {etat === 'accepte' ? 'Il est dans le compte de qui l’a accepté : ' : etat === 'expire' ? 'Demandez à la personne de vous en envoyer un autre. ' : 'La proposition est retirée, ou refusée : vous n’avez plus rien à faire. '}
        {etat === 'accepte' ? <a href="/mes-demarches">Mes démarches</a> : null}
      </p>
    </Avis>
  )
}

function Ouvert({ d, vue }: { d: Donnees; vue: Vue }) {
  const base = `/transfert/${d.jeton}`
  if (d.genre === 'agent') return <p>Vous êtes connecté comme agent. Quittez votre session, puis ouvrez ce lien avec votre compte personnel.</p>
  if (d.genre !== 'citoyen')
    return (
      <>
        <p>Le dossier entrera dans votre compte. Connectez-vous avec {d.avec} : un code à six chiffres y est envoyé. S’il n’y a pas encore de compte, ce code l’ouvre.</p>
        <p>
          <Bouton href={`/connexion?suite=${encodeURIComponent(base)}`}>Me connecter pour accepter</Bouton>
        </p>
      </>
    )
  if (d.tenu) return <Accepter base={base} vue={vue} />
  if (!d.code)
    return (
      <>
        <p>Votre compte n’a pas ce contact. Pour être sûrs que c’est bien à vous qu’on écrit, nous envoyons un code à six chiffres {d.vers}.</p>
        <BoutonSeul vue={vue} action={`${base}/code`} ton="plein">
          Recevoir le code
        </BoutonSeul>
      </>
    )
  return <CodeRecu vue={vue} base={base} id={d.code} />
}

function Accepter({ base, vue }: { base: string; vue: Vue }) {
  return (
    <>
      <p>Si vous acceptez, vous suivez ce dossier à la place de la personne qui vous l’envoie : vous recevez ses nouvelles, et c’est à vous que le bureau écrit.</p>
      <Actions>
        <BoutonSeul vue={vue} action={`${base}/accepter`} ton="plein">
          Accepter ce dossier
        </BoutonSeul>
        <BoutonSeul vue={vue} action={`${base}/refuser`}>Je n’en veux pas</BoutonSeul>
      </Actions>
    </>
  )
}
