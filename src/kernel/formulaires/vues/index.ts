/** The view of each type of `types/`. */
import type { VNode } from 'preact'
import type { TypeCompose } from '../definition.ts'
import { VueBureau } from './bureau.tsx'
import { VueCertificat } from './certificat.tsx'
import { VueChoixLie } from './choix-lie.tsx'
import type { PropsDe } from './commun.ts'
import { VueDossier } from './dossier.tsx'
import { VuePaiement } from './paiement.tsx'
import { VueParcelle } from './parcelle.tsx'
import { VuePeriode } from './periode.tsx'
import { VuePoint } from './point.tsx'
import { VueReference } from './reference.tsx'
import { VueZone } from './zone.tsx'

const VUES: { [T in TypeCompose]: (props: PropsDe<T>) => VNode } = { choix_lie: VueChoixLie, periode: VuePeriode, paiement: VuePaiement, reference: VueReference, bureau: VueBureau, point: VuePoint, zone: VueZone, parcelle: VueParcelle, dossier: VueDossier, certificat: VueCertificat }

/** A field of one of these types. The field and its view go together, which the type of a union cannot say. */
export const vueDe = (props: PropsDe<TypeCompose>): VNode => (VUES[props.champ.type] as unknown as (p: PropsDe<TypeCompose>) => VNode)(props)
