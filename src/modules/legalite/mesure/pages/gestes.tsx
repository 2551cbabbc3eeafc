import { ChampSecondFacteur } from '../../../../kernel/identite/champ-second-facteur.tsx'
import { findRole } from '../../../../kernel/identite/role.ts'
import { enumerer } from '../../../../lib/francais.ts'
import { AConfirmer, Bouton, BoutonSeul, Choix, DateChamp, FichierChamp, Formulaire, Panneau, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { REPONSES, SENS_JUGEMENT } from '../mesure.ts'
import type { Mesure } from '../mesure.ts'
import type { LettreVue } from './lettre.tsx'

type Props = { d: LettreVue; vue: Vue }

function Signature({ d, vue }: Props) {
  const { mesure: m } = d
  const ici = `/legalite/mesures/${m.id}`
  const qui = enumerer(d.signataires.roles.map((r) => findRole(r)?.titre.toLowerCase() ?? r), 'ou')
  return (
    <>
      {d.signe ? (
        <Formulaire vue={vue} action={`${ici}/signer`} libelle="Signer la lettre">
          <ChampSecondFacteur vue={vue} verbe="Signer" />
          <Bouton bloc>Signer et envoyer</Bouton>
          <p class="petit discret">La commune la lit aussitôt. Le délai suit.</p>
        </Formulaire>
      ) : (
        <p class="petit">
          Cette lettre est signée par : {qui}. {d.signataires.verifie ? null : <AConfirmer />}
        </p>
      )}
      {d.decide && m.etat === 'soumise' ? (
        <details open={vue.erreurs.renvoi !== undefined}>
          <summary>Renvoyer à corriger</summary>
          <Formulaire vue={vue} action={`${ici}/renvoyer`} libelle="Renvoyer">
            <ZoneTexte vue={vue} nom="renvoi" libelle="Ce qu’il faut corriger" lignes={2} max={500} />
            <Bouton ton="second">Renvoyer</Bouton>
          </Formulaire>
        </details>
      ) : null}
      <BoutonSeul vue={vue} action={`${ici}/retirer`} ton="lien">
        Abandonner cette lettre
      </BoutonSeul>
    </>
  )
}

function Repondre({ d, vue }: Props) {
  const { mesure: m } = d
  const sens = m.genre === 'demande-pieces' ? (['pieces', 'maintient'] as const) : (['maintient', 'retire', 'reforme'] as const)
  const libelle = (s: NonNullable<Mesure['reponseSens']>) => (m.genre === 'demande-pieces' && s === 'maintient' ? 'Ne peut pas envoyer ces pièces' : REPONSES[s])
  return (
    <Formulaire vue={vue} action={`/legalite/mesures/${m.id}/repondre`} libelle="Répondre" multipart garde>
      <Choix vue={vue} nom="reponseSens" libelle="La commune" options={sens.map((s) => ({ valeur: s, libelle: libelle(s) }))} />
      {m.genre === 'observations' ? <Texte vue={vue} nom="numeroNouvel" libelle="Numéro du nouvel acte, s’il réforme celui-ci" facultatif largeur={14} code max={15} /> : null}
      <FichierChamp vue={vue} nom="pieces" libelle="Pièces" facultatif multiple aide="PDF ou photographies, 10 au plus." />
      <ZoneTexte vue={vue} nom="reponse" libelle="Votre réponse" facultatif={m.genre === 'demande-pieces'} lignes={5} max={5000} />
      <Bouton bloc>Remettre la réponse</Bouton>
      {m.repondreAvant ? <p class="petit discret">À remettre au plus tard le {direJour(m.repondreAvant)}.</p> : null}
    </Formulaire>
  )
}

function Lire({ d, vue }: Props) {
  return (
    <Formulaire vue={vue} action={`/legalite/mesures/${d.mesure.id}/conclure`} libelle="Lire la réponse">
      <Choix
        vue={vue}
        nom="suite"
        libelle="Cette réponse est"
        options={[
          { valeur: 'satisfait', libelle: 'Satisfaisante', aide: d.mesure.genre === 'observations' ? 'Le contrôle de l’acte finit' : 'Le contrôle continue avec ces pièces' },
          { valeur: 'insuffisant', libelle: 'Insuffisante', aide: 'Le contrôle continue : vous pouvez déférer' },
        ]}
      />
      <ZoneTexte vue={vue} nom="suiteNote" libelle="Note" facultatif lignes={2} max={1000} />
      <Bouton bloc>Enregistrer cette lecture</Bouton>
    </Formulaire>
  )
}

function Juger({ d, vue }: Props) {
  return (
    <Formulaire vue={vue} action={`/legalite/mesures/${d.mesure.id}/jugement`} libelle="Décision du juge">
      <Texte vue={vue} nom="juridiction" libelle="Juridiction" valeur={d.mesure.juridiction} max={160} />
      <Texte vue={vue} nom="jugementNumero" libelle="Numéro de la décision" max={60} largeur={14} />
      <DateChamp vue={vue} nom="jugementLe" libelle="Date de la décision" />
      <Choix vue={vue} nom="jugementSens" libelle="Le juge a décidé" options={Object.entries(SENS_JUGEMENT).map(([valeur, libelle]) => ({ valeur, libelle }))} />
      <ZoneTexte vue={vue} nom="dispositif" libelle="Dispositif" facultatif lignes={3} max={3000} />
      <Bouton bloc>Enregistrer la décision</Bouton>
    </Formulaire>
  )
}

/** What the reader may do now with this letter. */
export function Gestes({ d, vue }: Props) {
  const { mesure: m } = d
  const attend = m.etat === 'signee' && (m.genre === 'demande-pieces' || m.genre === 'observations')
  return (
    <Panneau titre="À faire" id="gestes" ton="fort">
      {d.controle && (m.etat === 'projet' || m.etat === 'soumise') ? <Signature d={d} vue={vue} /> : null}
      {d.repond && attend ? <Repondre d={d} vue={vue} /> : null}
      {d.controle && attend ? <p>La commune a jusqu’au {direJour(m.repondreAvant)} pour répondre.</p> : null}
      {d.controle && m.etat === 'repondue' ? <Lire d={d} vue={vue} /> : null}
      {d.decide && m.genre === 'suspension' && m.etat === 'signee' ? (
        <BoutonSeul vue={vue} action={`/legalite/mesures/${m.id}/conclure`} champs={{ suite: 'levee' }} ton="danger">
          Lever la suspension
        </BoutonSeul>
      ) : null}
      {d.controle && m.genre === 'defere' && m.documentId ? <Bouton href={`/legalite/mesures/${m.id}/dossier.pdf`} ton="second">Dossier du déféré (PDF paginé)</Bouton> : null}
      {d.controle && m.genre === 'defere' && m.etat === 'signee' ? <Juger d={d} vue={vue} /> : null}
      {m.etat === 'close' || m.etat === 'retiree' || (!d.controle && !(d.repond && attend)) ? <p class="discret">Rien ne vous est demandé ici.</p> : null}
    </Panneau>
  )
}
