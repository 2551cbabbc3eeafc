import QRCode from 'qrcode'
import { dateSimple, momentRelatif, pluriel } from '../../../lib/francais.ts'
import { Refus } from '../../../lib/erreurs.ts'
import { findAgent } from '../../../kernel/identite/agent.queries.ts'
import { CleAccesBouton } from '../../../kernel/identite/champ-second-facteur.tsx'
import { clesAccesPossibles, optionsInscription } from '../../../kernel/identite/cle-acces.ts'
import { listClesAcces } from '../../../kernel/identite/cle-acces.queries.ts'
import { findAgentSecret } from '../../../kernel/identite/personne.queries.ts'
import { totpDe } from '../../../kernel/identite/second-facteur.ts'
import { agent as pourAgent, page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, Code, Etiquette, Formulaire, Gabarit, Panneau, Qr, Recap, ResumeErreurs, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { grouper, lisible, secretPropose } from '../secours.ts'

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger({ db, acteur, maison, session, maintenant }: Pick<Lecture, 'db' | 'acteur' | 'maison' | 'session' | 'maintenant'>) {
  const secret = acteur.genre === 'agent' ? await findAgentSecret(db, { id: acteur.id }) : undefined
  const moi = secret && (await findAgent(db, secret.id))
  if (!secret || !moi) throw new Refus('Votre compte est fermé')
  const possibles = clesAccesPossibles(maison)
  const propose = totpDe(secretPropose(maison.secret('totp-propose'), secret, session), moi.courriel)
  return {
    totpLe: secret.totpConfirmeLe,
    secours: moi.secours,
    cles: await listClesAcces(db, moi.id),
    possibles,
    options: possibles ? await optionsInscription(maison, moi, maintenant) : undefined,
    propose: secret.totpConfirmeLe ? undefined : { adresse: propose.toString(), cle: grouper(propose.secret.base32) },
  }
}

/** An agent's second factor: authenticator, recovery codes, passkeys. */
export const secondFacteur = page({
  path: '/compte/second-facteur',
  may: pourAgent,
  titre: 'Second facteur',
  gabarit: 'agent',
  load: charger,
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Second facteur" genre="agent" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]} scripts={['cle-acces.js']}>
      <ResumeErreurs vue={vue} />
      <h1>Second facteur</h1>
      <p class="discret">Il est demandé à chaque connexion et à chaque signature : un mot de passe volé ne suffit alors à personne.</p>
      {!d.totpLe && d.cles.length === 0 ? (
        <Avis ton="att" titre="Votre compte n’a pas encore de second facteur" niveau={2}>
          <p>Sans lui, vous ne pouvez ni signer ni accorder une demande.</p>
        </Avis>
      ) : null}
      <Application d={d} vue={vue} />
      <Cles d={d} vue={vue} />
    </Gabarit>
  ),
})

function Application({ d, vue }: { d: Donnees; vue: Vue }) {
  if (d.propose) return <Activer propose={d.propose} vue={vue} />
  return (
    <Panneau titre="Application d’authentification" id="application" fin={<Etiquette ton="fait">Active</Etiquette>}>
      <Recap
        serre
        lignes={[
          { titre: 'Active depuis', valeur: d.totpLe ? `le ${dateSimple(d.totpLe)}` : '' },
          { titre: 'Codes de secours', valeur: d.secours === 0 ? 'Aucun' : `${pluriel(d.secours, 'code')} à utiliser` },
        ]}
      />
      <details open={vue.saisie._geste === 'codes'}>
        <summary>Faire de nouveaux codes de secours</summary>
        <Formulaire vue={vue} action="/compte/second-facteur/codes">
          <input type="hidden" name="_geste" value="codes" />
          <Code vue={vue} nom="_code" id="champ-code-codes" libelle="Votre code à six chiffres" aide="Les anciens codes de secours ne serviront plus" />
          <Actions>
            <Bouton ton="second">Faire dix nouveaux codes</Bouton>
          </Actions>
        </Formulaire>
      </details>
      <details open={vue.saisie._geste === 'retirer'}>
        <summary>Retirer l’application</summary>
        <Formulaire vue={vue} action="/compte/second-facteur/retirer">
          <input type="hidden" name="_geste" value="retirer" />
          <Code vue={vue} nom="_code" id="champ-code-retirer" libelle="Votre code à six chiffres" aide="Pour passer à un autre téléphone : retirez, puis activez de nouveau" />
          <Actions>
            <Bouton ton="danger">Retirer l’application</Bouton>
          </Actions>
        </Formulaire>
      </details>
    </Panneau>
  )
}

function Activer({ propose, vue }: { propose: { adresse: string; cle: string }; vue: Vue }) {
  const { size, data } = QRCode.create(propose.adresse, { errorCorrectionLevel: 'M' }).modules
  const modules = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (__, x) => data[y * size + x] === 1))
  return (
    <Panneau titre="Application d’authentification" id="application">
      <div class="texte">
        <ol>
          <li>Sur votre téléphone, ouvrez une application d’authentification (Aegis, FreeOTP, Google Authenticator…).</li>
          <li>Ajoutez un compte en photographiant ce carré, ou en recopiant la clé.</li>
          <li>Écrivez ici le code à six chiffres qu’elle affiche.</li>
        </ol>
      </div>
      <div class="rang">
        <Qr modules={modules} titre="Carré à photographier avec l’application d’authentification" />
        <p>
          <span class="petit discret">Clé à recopier</span>
          <br />
          <b class="code">{propose.cle}</b>
        </p>
      </div>
      <Formulaire vue={vue} action="/compte/second-facteur">
        <Code vue={vue} nom="code" libelle="Code affiché par l’application" />
        <Actions>
          <Bouton>Activer</Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}

function Cles({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <Panneau titre="Clés d’accès" id="cles">
      <p>Une clé d’accès reste dans votre appareil : votre doigt, votre visage ou son code suffit. Elle ne peut pas être volée à distance.</p>
      {d.cles.length > 0 ? (
        <Recap
          serre
          lignes={d.cles.map((cle) => ({
            titre: cle.nom,
            valeur: `Faite le ${dateSimple(cle.creeLe)}`,
            note: cle.utiliseeLe ? `Utilisée ${momentRelatif(cle.utiliseeLe, vue.maintenant)}` : 'Jamais utilisée',
            fin: (
              <BoutonSeul vue={vue} action={`/compte/cles-acces/${cle.id}/retirer`} ton="lien" taille="petit">
                Retirer<span class="sr"> la clé {cle.nom}</span>
              </BoutonSeul>
            ),
          }))}
        />
      ) : null}
      {d.options ? (
        <Formulaire vue={vue} action="/compte/cles-acces">
          <Texte vue={vue} nom="nom" libelle="Nom de l’appareil" aide="Par exemple : téléphone, ordinateur du bureau" max={40} largeur={20} />
          <CleAccesBouton usage="inscription" libelle="Faire une clé sur cet appareil" champ="reponse" options={d.options} />
          <noscript>
            <p class="petit discret champ">Les clés d’accès demandent JavaScript.</p>
          </noscript>
        </Formulaire>
      ) : (
        <p class="petit discret">Elles demandent une adresse https ; celle de ce serveur n’en est pas une.</p>
      )}
    </Panneau>
  )
}

/** The ten recovery codes, shown once. */
export function VueCodes({ vue, codes }: { vue: Vue; codes: readonly string[] }) {
  return (
    <Gabarit vue={vue} titre="Codes de secours" genre="agent" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]}>
      <h1>Vos codes de secours</h1>
      <Avis ton="att" titre="Ils ne seront plus jamais montrés" niveau={2}>
        <p>Imprimez-les ou recopiez-les, et gardez-les loin de votre téléphone. Chacun sert une fois, à la place du code à six chiffres.</p>
      </Avis>
      <ul class="simple panneau">
        {codes.map((code) => (
          <li key={code}>
            <span class="code grand-code">{lisible(code)}</span>
          </li>
        ))}
      </ul>
      <Actions>
        <Bouton href="/compte">C’est noté</Bouton>
      </Actions>
    </Gabarit>
  )
}
