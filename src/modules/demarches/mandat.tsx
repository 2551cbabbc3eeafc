import { PIECES } from '../../kernel/formulaires/pieces.ts'
import { dateHeure } from '../../lib/francais.ts'
import { Texte } from '../../ui/champs.tsx'
import { Choix } from '../../ui/choix.tsx'
import { Recap } from '../../ui/etats.tsx'
import type { Vue } from '../../ui/vue.ts'

/** What a clerk accepts as a proof of who is at the counter. */
export const PREUVES = { ...PIECES, temoins: 'Deux témoins connus' } as const
export type Preuve = keyof typeof PREUVES

/** The proof in words; undefined for anything else. */
export const direPreuve = (preuve: string): string | undefined => (Object.hasOwn(PREUVES, preuve) ? PREUVES[preuve as Preuve] : undefined)

/** What a counter without network adds: when its own clock said the request was taken, and answers that a newer form no longer asks. */
export type HorsLigne = { recueLe: string; perdues?: { libelle: string; texte: string }[] }
/** The letter by which a request came: nobody was at the counter. Its number, and its page for whoever may read it. */
export type CourrierRecu = { numero: string; lien: string }
/** The field of the scans that came with it: the office's own. */
export const CHAMP_COURRIER = 'courrier'
/** For whom a clerk files, and how he knows it. */
export type Mandat = { pour: 'present' | 'absent' | 'courrier'; preuve: string; numero: string; mandataire?: string; horsLigne?: HorsLigne; courrier?: CourrierRecu }

/** What a clerk has left out, field by field. Both counters, with and without network, ask the same. */
export function fautesDuMandat({ preuve, numero, pour, mandataire }: { pour: string; preuve: string; numero: string; mandataire: string }): Record<string, string> {
  return {
    ...(preuve !== 'temoins' && numero.trim() === '' ? { numero: 'Écrivez le numéro de la pièce' } : {}),
    ...(pour === 'absent' && mandataire.trim() === '' ? { mandataire: 'Écrivez le nom de la personne qui est devant vous' } : {}),
  }
}

/** The questions asked to a clerk before the form. */
export function ChampsMandat({ vue, mandat }: { vue: Vue; mandat: Mandat | null | undefined }) {
  return (
    <>
      <Choix
        vue={vue}
        nom="pour"
        libelle="La personne concernée est-elle devant vous ?"
        valeur={mandat?.pour}
        options={[
          { valeur: 'present', libelle: 'Oui, elle est là' },
          { valeur: 'absent', libelle: 'Non, quelqu’un vient pour elle' },
        ]}
      />
      <Texte vue={vue} nom="mandataire" libelle="Nom et lien de qui vient" si="si la personne n’est pas là" valeur={mandat?.mandataire} max={200} />
      <Choix vue={vue} nom="preuve" libelle="Pièce d’identité que vous avez vue" valeur={mandat?.preuve} options={Object.entries(PREUVES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
      <Texte vue={vue} nom="numero" libelle="Numéro de la pièce" si="sauf avec deux témoins" valeur={mandat?.numero} largeur={14} code max={40} />
    </>
  )
}

/** Which letter a draft answers, for the office. */
export const CourrierDuBrouillon = ({ mandat }: { mandat: Mandat | null }) =>
  mandat?.courrier ? (
    <p>
      Reçue par le courrier <a class="code" href={mandat.courrier.lien}>{mandat.courrier.numero}</a>.
    </p>
  ) : null

/** The mandate in a file, as the office reads it. */
export function MandatVu({ mandat: m }: { mandat: Mandat | null }) {
  if (!m) return null
  return (
    <Recap
      serre
      lignes={[
        ...(m.courrier ? [{ titre: 'Reçu par courrier', valeur: <span class="code">{m.courrier.numero}</span> }] : []),
        ...(m.pour === 'courrier'
          ? []
          : [
              { titre: 'Déposé au guichet', valeur: m.pour === 'present' ? 'La personne était présente' : `Par ${m.mandataire ?? 'un proche'}` },
              { titre: 'Pièce vue', valeur: `${direPreuve(m.preuve) ?? m.preuve}${m.numero ? ` n° ${m.numero}` : ''}` },
            ]),
        ...(m.horsLigne ? [{ titre: 'Reçu sans réseau', valeur: `${dateHeure(new Date(m.horsLigne.recueLe))}, à l’heure de l’appareil du guichet` }] : []),
        ...(m.horsLigne?.perdues ?? []).map((p) => ({ titre: p.libelle, valeur: `${p.texte} (réponse à la version précédente du formulaire)` })),
      ]}
    />
  )
}
