import { z } from 'zod'
import { masquer } from '../../../lib/contact.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple, finir, telephone } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { ouvert, page, titulaire } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Avis, Bouton, BoutonSeul, Choix, FichierChamp, Formulaire, Gabarit, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { empreinteLien } from '../accord.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { parJeton } from '../pages/accord.tsx'
import { CodeRecu } from '../pages/code-recu.tsx'
import { parId, sujetDossier } from '../porte.ts'
import { accueilMandataire, cleMandant, direMandataire, etatMandat, QUALITES } from './mandat.ts'
import type { Mandat } from './mandat.ts'
import { findMandat, findMandatParLien } from './mandat.queries.ts'

/** On a draft: « Je demande pour quelqu’un d’autre ». */
export const pourAutrui = page({
  path: '/brouillons/:id/pour-autrui',
  may: titulaire,
  titre: 'Je demande pour quelqu’un d’autre',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, acteur }) => {
    const dossier = await getDossier(db, params.id)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    const accueil = accueilMandataire(demarche)
    if (dossier.etat !== 'brouillon' || dossier.canal !== 'ligne' || dossier.interne || accueil === 'non_dit') throw new Introuvable()
    const compte = acteur.genre === 'citoyen' ? await findCitoyen(db, acteur.id) : undefined
    return { dossier, demarche, accueil, mandat: await findMandat(db, dossier.id), compte }
  },
  view: ({ dossier, demarche, accueil, mandat: m, compte }, vue) => (
    <Gabarit vue={vue} titre="Je demande pour quelqu’un d’autre" ariane={[{ libelle: demarche.titre, href: `/brouillons/${dossier.id}` }]} etroit>
      <p class="sur">{demarche.titre}</p>
      <h1>Je demande pour quelqu’un d’autre</h1>
      <p class="chapeau">Les questions parlent de cette personne. Vous suivez la demande avec elle ; elle peut mettre fin à votre mandat à tout moment.</p>
      <p class="petit">
        {demarche.mandataire!.source} {demarche.mandataire!.verifie ? null : <AConfirmer />}
      </p>
      <ResumeErreurs vue={vue} />
      {accueil === 'refuse' ? (
        <Avis ton="non" titre="Cette démarche se demande soi-même">
          <p>La personne concernée la demande elle-même, en ligne ou au guichet.</p>
        </Avis>
      ) : (
        <FormulaireMandat vue={vue} id={dossier.id} m={m} nom={compte?.nom ?? ''} tel={compte?.telephone ?? ''} averti={accueil === 'averti'} />
      )}
      {m ? (
        <BoutonSeul vue={vue} action={`/brouillons/${dossier.id}/pour-moi`}>
          Finalement, je demande pour moi
        </BoutonSeul>
      ) : null}
    </Gabarit>
  ),
})

function FormulaireMandat({ vue, id, m, nom, tel, averti }: { vue: Vue; id: string; m: Mandat | undefined; nom: string; tel: string; averti: boolean }) {
  return (
    <>
      {averti ? (
        <Avis ton="att" titre="Cette démarche se demande peut-être soi-même">
          <p>La règle n’est pas confirmée : le bureau peut vous demander que la personne vienne.</p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action={`/brouillons/${id}/pour-autrui`} multipart garde>
        <Texte vue={vue} nom="nom" libelle="Votre nom et vos prénoms" valeur={m?.nom ?? nom} max={120} autocomplete="name" />
        <Texte vue={vue} nom="telephone" libelle="Votre téléphone" aide="10 chiffres, en commençant par 01" valeur={(m?.telephone ?? tel) ? telephone(m?.telephone ?? tel) : ''} inputmode="tel" largeur={14} />
        <Choix vue={vue} nom="qualite" libelle="En quelle qualité ?" valeur={m?.qualite} options={Object.entries(QUALITES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Texte vue={vue} nom="precision" libelle="Laquelle ?" si="si vous avez choisi association ou autre" valeur={m?.precision} max={120} />
        <Choix
          vue={vue}
          nom="preuve"
          libelle="Comment la personne vous donne-t-elle son pouvoir ?"
          valeur={m?.preuve}
          options={[
            { valeur: 'code', libelle: 'Par son téléphone', aide: 'Elle reçoit un lien par SMS, et accepte avec un code. Vous déposez ensuite' },
            { valeur: 'procuration', libelle: 'Par une procuration signée', aide: 'Joignez-en la photo ci-dessous' },
          ]}
        />
        <Texte vue={vue} nom="mandant" libelle="Le téléphone de cette personne" aide="Le sien, pas le vôtre. Elle y reçoit aussi les nouvelles du dossier." si="il le faut pour accepter par téléphone" valeur={m?.mandantTelephone ? telephone(m.mandantTelephone) : ''} inputmode="tel" largeur={14} />
        <FichierChamp vue={vue} nom="procuration" libelle="La procuration" aide={m?.fichier ? 'Elle est déjà gardée. Une autre la remplace.' : 'Photo ou PDF, 20 Mo au plus'} si="si vous en avez une" />
        <Actions>
          <Bouton>Enregistrer</Bouton>
          <a href={`/brouillons/${id}`}>Revenir à la demande</a>
        </Actions>
      </Formulaire>
    </>
  )
}

/** The mandate that a link opens. Throws `Introuvable`. */
export async function getMandatParLien(db: Db, jeton: string): Promise<Mandat> {
  const mandat = await findMandatParLien(db, empreinteLien(jeton))
  if (!mandat) throw new Introuvable('Ce lien n’ouvre rien. Un lien plus récent vous a peut-être été envoyé')
  return mandat
}

/** Whoever has proved to hold the phone of the person represented. */
export const tientMandat = (acteur: Acteur, m: Pick<Mandat, 'dossierId' | 'mandantTelephone'>): boolean =>
  m.mandantTelephone !== null && clesDe(acteur).some((cle) => cle === cleMandant(m.dossierId, m.mandantTelephone!) || cle === `telephone:${m.mandantTelephone}`)

type Donnees = { jeton: string; code: string | undefined; tenu: boolean; depose: boolean; etat: ReturnType<typeof etatMandat>; expire: boolean; titre: string; mandataire: string; telephone: string; reponduLe: Date | null; suivi: string; source: string; verifie: boolean }

/** What the person represented opens from her SMS: consents before the filing; after it, the file itself, and the end of the mandate. */
export const mandant = page({
  path: '/mandat/:jeton',
  may: ouvert,
  titre: 'On demande en votre nom',
  params: parJeton,
  query: z.object({ code: z.uuid().optional() }),
  limite: 60,
  load: async ({ db, params, query, acteur, maintenant }): Promise<Donnees> => {
    const m = await getMandatParLien(db, params.jeton)
    const dossier = await getDossier(db, m.dossierId)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    return {
      jeton: params.jeton, code: query.code, tenu: tientMandat(acteur, m), depose: dossier.etat !== 'brouillon', etat: etatMandat(m), expire: m.expireLe !== null && m.expireLe <= maintenant,
      titre: demarche.titre, mandataire: direMandataire(m), telephone: masquer(m.mandantTelephone ?? ''), reponduLe: m.reponduLe, suivi: `/suivi/${dossier.id}`, source: demarche.mandataire?.source ?? '', verifie: demarche.mandataire?.verifie ?? false,
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="On demande en votre nom" etroit>
      <h1>On demande en votre nom</h1>
      <p class="chapeau">{finir(`${d.mandataire} ${d.depose ? 'a déposé' : 'veut déposer'} pour vous la demande « ${d.titre} »`)}</p>
      <ResumeErreurs vue={vue} />
      <Corps d={d} vue={vue} />
    </Gabarit>
  ),
})

function Corps({ d, vue }: { d: Donnees; vue: Vue }) {
  if (d.etat === 'fini')
    return (
      <Avis ton="info" titre="Ce mandat est fini">
        <p>{d.mandataire} n’agit plus pour vous. Le dossier est suivi avec votre téléphone, ou votre code de suivi.</p>
      </Avis>
    )
  if (!d.tenu) return <Prouver d={d} vue={vue} />
  if (d.depose)
    return (
      <>
        <p>Vous pouvez lire ce dossier, y écrire au bureau, ou mettre fin au mandat.</p>
        <p>
          <Bouton href={d.suivi}>Ouvrir mon dossier</Bouton>
        </p>
      </>
    )
  if (d.expire && d.etat === 'attend')
    return (
      <Avis ton="att" titre="Ce lien n’a plus cours">
        <p>Demandez à la personne de vous en envoyer un autre.</p>
      </Avis>
    )
  return <Repondre d={d} vue={vue} />
}

/** The link may have been forwarded: the phone that received it is asked for a code. */
function Prouver({ d, vue }: { d: Donnees; vue: Vue }) {
  const base = `/mandat/${d.jeton}`
  if (!d.code)
    return (
      <>
        <p>Pour être sûrs que c’est bien vous, nous envoyons un code à six chiffres au {d.telephone}.</p>
        <BoutonSeul vue={vue} action={`${base}/code`} ton="plein">
          Recevoir le code
        </BoutonSeul>
        <p class="champ discret">Vous ne connaissez pas cette personne ? Ne faites rien : sans vous, elle ne peut pas déposer.</p>
      </>
    )
  return <CodeRecu vue={vue} base={base} id={d.code} />
}

function Repondre({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <>
      {d.reponduLe ? (
        <Avis ton="info" titre={d.etat === 'refuse' ? 'Vous avez refusé' : 'Vous avez accepté'}>
          <p>Le {dateSimple(d.reponduLe)}. Vous pouvez changer d’avis tant que la demande n’est pas déposée.</p>
        </Avis>
      ) : null}
      <Formulaire vue={vue} action={`/mandat/${d.jeton}`}>
        <blockquote>« J’autorise {d.mandataire}, à déposer et à suivre pour moi la demande « {d.titre} ». »</blockquote>
        <p class="petit">
          {d.source} {d.verifie ? null : <AConfirmer />}
        </p>
        <Choix
          vue={vue}
          nom="reponse"
          libelle="Votre réponse"
          options={[
            { valeur: 'oui', libelle: 'J’accepte', aide: 'Vous recevez aussi les nouvelles, et vous mettez fin à ce mandat quand vous voulez' },
            { valeur: 'non', libelle: 'Je refuse', aide: 'La demande ne sera pas déposée' },
          ]}
        />
        <Actions>
          <Bouton>Envoyer ma réponse</Bouton>
        </Actions>
      </Formulaire>
    </>
  )
}
