import { Avis, Bouton, Formulaire, Panneau, Recap, Revision, ZoneTexte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import type { LettreVue } from './lettre.tsx'

const AIDES: Readonly<Record<LettreVue['mesure']['genre'], string>> = {
  'demande-pieces': 'Pourquoi ces pièces sont nécessaires. Sans motif, la demande n’arrête pas le délai.',
  observations: 'Facultatif pour des observations.',
  suspension: 'Le risque manifeste de trouble à l’ordre public, en une phrase.',
  defere: 'Ce que vous reprochez à l’acte, en une phrase.',
}

/** A letter being written: its reason and its text, which anybody of the office may correct until it is signed. */
export function Redaction({ d, vue }: { d: LettreVue; vue: Vue }) {
  const { mesure: m } = d
  return (
    <Panneau titre="La lettre" id="lettre">
      {m.renvoi ? (
        <Avis ton="non" titre="Renvoyée à corriger">
          <p>{m.renvoi}</p>
        </Avis>
      ) : null}
      <Recap serre lignes={[{ titre: 'Acte', valeur: `${d.acte.numero}, ${d.acte.objet}` }, { titre: 'Préparée par', valeur: m.prepareParNom }]} />
      <Formulaire vue={vue} action={`/legalite/mesures/${m.id}/rediger`} libelle="Lettre" garde>
        <Revision valeur={String(m.revision)} vue={vue} />
        <ZoneTexte vue={vue} nom="motif" libelle="Motif" facultatif={m.genre === 'observations'} aide={AIDES[m.genre]} valeur={m.motif} lignes={2} max={500} />
        <ZoneTexte vue={vue} nom="texte" libelle="Texte" aide="Une ligne qui commence par un tiret devient un point. {reponse} et {motif} se remplissent à la signature." valeur={m.texte} lignes={18} max={12_000} />
        <div class="rang">
          {m.etat === 'projet' ? <Bouton nom="_soumettre">Soumettre à la signature</Bouton> : null}
          <Bouton ton="second">Enregistrer</Bouton>
        </div>
      </Formulaire>
    </Panneau>
  )
}
