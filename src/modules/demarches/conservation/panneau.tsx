import { dateSimple } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { AConfirmer, Bouton, BoutonSeul, Formulaire, Panneau, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import type { Publiee } from '../definition.queries.ts'
import { findEnVigueur } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { findEcheance, findGel } from './conservation.queries.ts'
import { DEVIENT } from './conserver.ts'
import { obstacles } from './obstacles.ts'
import { direConservation } from './regles.ts'

export type Garde = Awaited<ReturnType<typeof chargerGarde>>

/** What the rule in force says of a file, what stands in its way, and whether this agent may hold it. */
export async function chargerGarde(db: Db, dossier: Dossier, demarche: Publiee, jour: string, mayGeler: boolean) {
  const [regle, echeance, gel] = await Promise.all([findEnVigueur(db, demarche.code).then((d) => d?.conservation), findEcheance(db, dossier.id), findGel(db, dossier.id)])
  const retenu = echeance && !gel ? (await obstacles(db, [echeance], jour)).get(dossier.id) : undefined
  return { id: dossier.id, regle, echeance, gel, retenu, mayGeler }
}

/** « Conservation »: until when the file is kept, then what; and the gesture that keeps it all the same. */
export function PanneauGarde({ garde: { id, regle, echeance: e, gel, retenu, mayGeler }, vue }: { garde: Garde; vue: Vue }) {
  const phrase = regle && direConservation(regle)
  if (!phrase && !gel && !mayGeler) return null
  return (
    <Panneau titre="Conservation" id="conservation">
      {gel ? (
        <p>
          <b>À ne pas effacer</b> : {gel.geleMotif}
          <span class="sous-l">
            {gel.geleParNom}, le {dateSimple(gel.geleLe)}
          </span>
        </p>
      ) : e ? (
        <p>
          {e.verifie ? `Sera ${DEVIENT[e.suite].sera} à partir du ${dateSimple(midi(e.le))}.` : `À ${e.suite} à partir du ${dateSimple(midi(e.le))}, si la règle est confirmée : rien ne se fait seul.`}{e.annonceLe ? ` Le demandeur est prévenu depuis le ${dateSimple(e.annonceLe)}.` : ''} {retenu && e.verifie ? <span class="discret">{retenu}.</span> : null}
        </p>
      ) : null}
      {phrase ? (
        <p class="petit">
          {phrase} {regle?.dossier?.verifie ? null : <AConfirmer />}
        </p>
      ) : (
        <p class="petit">Aucune règle de garde : ce dossier reste.</p>
      )}
      {mayGeler && gel ? (
        <BoutonSeul vue={vue} action={`/conservation/${id}/degeler`} ton="second" taille="petit">
          Ne plus retenir ce dossier
        </BoutonSeul>
      ) : mayGeler ? (
        <details open={vue.erreurs.motifGarde !== undefined}>
          <summary>Ne pas effacer ce dossier</summary>
          <Formulaire vue={vue} action={`/conservation/${id}/geler`} libelle="Ne pas effacer ce dossier">
            <ZoneTexte vue={vue} nom="motifGarde" libelle="Pourquoi le garder ?" aide="Par exemple « Recours au tribunal de Bohicon »" lignes={2} max={200} />
            <Bouton ton="second" taille="petit">
              Garder ce dossier
            </Bouton>
          </Formulaire>
        </details>
      ) : null}
    </Panneau>
  )
}
