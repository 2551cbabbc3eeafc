import { pluriel } from '../../../lib/francais.ts'
import { longueurSms } from '../../../lib/sms.ts'
import { modeleMessage } from '../../../kernel/notifications/index.ts'
import type { Modele } from '../../../kernel/notifications/index.ts'
import { Etiquette, Panneau } from '../../../ui/index.ts'
import { MOMENTS } from '../../demarches/index.ts'
import type { Moment } from '../../demarches/index.ts'
import { estBrut, lire } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { champsDe, elements } from '../plan.ts'
import type { Projet } from '../projet.ts'

/** What a message would say of a file, to show how long it is. */
const EXEMPLES: Readonly<Record<string, string>> = {
  numero: 'CR-2026-000123', bureau: 'La mairie de Bohicon', suivi: 'Code de suivi : 7K2M9-4QX3H, sur iroko.example/suivre', demande: 'une photo plus nette de la carte', lien: 'https://iroko.example/suivi/0192', montant: '2 000 FCFA', libelle: 'Frais de dossier', ou: 'au guichet',
  code: '7K2M-94QX-3H', motif: 'le domicile n’est pas prouvé', recours: 'Écrivez au maire dans les deux mois.', demandeur: 'S. D.',
}
const PAR_TYPE: Readonly<Record<string, string>> = { nom: 'Dossou', telephone: '01 97 00 00 11', courriel: 'sena@exemple.bj', date: '12 mars 1990', nombre: '3', montant: '5 000 FCFA', adresse: 'Zongo, Bohicon I', territoire: 'Bohicon I', oui_non: 'Oui' }

function exempleDe(champ: Brut): string {
  const premiere = elements(champ.options)[0]?.libelle
  return typeof premiere === 'string' ? premiere : (PAR_TYPE[String(champ.type)] ?? `[${String(champ.libelle ?? champ.code)}]`)
}

const remplirExemple = (texte: string, valeurs: Readonly<Record<string, string>>): string => texte.replace(/\{(\w+)\}/g, (tel, nom: string) => valeurs[nom] ?? tel)

/** Every moment as it would be said, in the procedure's words or the platform's, and how many SMS it makes. Uses what was last saved. */
export function MessagesLus({ projet }: { projet: Projet }) {
  const valeurs = { ...Object.fromEntries(champsDe(projet.contenu).map(({ champ }) => [String(champ.code), exempleDe(champ)])), titre: projet.titre, ...EXEMPLES }
  return (
    <Panneau titre="Ce qui sera envoyé, par exemple" id="exemples">
      {(Object.keys(MOMENTS) as Moment[]).map((moment) => {
        const propre = lire(projet.contenu, `messages.${moment}`)
        const ecrit = lireEcrit(propre)
        const { sms, texte } = ecrit ?? modeleMessage(MOMENTS[moment].modele)
        const dit = remplirExemple(sms ?? texte, valeurs)
        const { signes, segments, rares } = longueurSms(dit)
        return (
          <section key={moment}>
            <h3>{MOMENTS[moment].titre}</h3>
            <p>{dit}</p>
            <p class="petit discret">
              <Etiquette ton={ecrit ? 'info' : 'neutre'}>{ecrit ? 'Vos mots' : 'Mots de la plateforme'}</Etiquette> {pluriel(signes, 'signe')}, {pluriel(segments, 'SMS', 'SMS')}
              {segments > 1 && rares.length > 0 ? `. Ces signes le rallongent : ${rares.join(' ')}` : ''}
            </p>
          </section>
        )
      })}
    </Panneau>
  )
}

/** A wording that is finished enough to be read. */
function lireEcrit(propre: ReturnType<typeof lire>): Modele | undefined {
  if (!estBrut(propre) || typeof propre.sujet !== 'string' || typeof propre.texte !== 'string') return undefined
  return { sujet: propre.sujet, texte: propre.texte, ...(typeof propre.sms === 'string' ? { sms: propre.sms } : {}) }
}
