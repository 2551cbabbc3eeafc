import { fcfa, finir, momentRelatif } from '../../../lib/francais.ts'
import { ChampSecondFacteur } from '../../../kernel/identite/champ-second-facteur.tsx'
import { Actions, Bouton, Etiquette, Formulaire, Panneau, Selection, Tableau, Texte } from '../../../ui/index.ts'
import type { Ton } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { optionsMotif } from '../motifs.ts'
import type { Remboursement } from '../remboursement.queries.ts'
import type { Tentative } from '../tentative.queries.ts'
import type { Detail } from './detail.tsx'

export const ETATS_TENTATIVE: Readonly<Record<Tentative['etat'], { libelle: string; ton: Ton }>> = { ouverte: { libelle: 'Sans nouvelles', ton: 'pause' }, reussie: { libelle: 'Réussie', ton: 'fait' }, echouee: { libelle: 'Échouée', ton: 'non' }, expiree: { libelle: 'Abandonnée', ton: 'neutre' } }
export const ETATS_REMBOURSEMENT: Readonly<Record<Remboursement['etat'], { libelle: string; ton: Ton }>> = { a_faire: { libelle: 'À rembourser', ton: 'tard' }, demande: { libelle: 'Demandé au prestataire', ton: 'cours' }, fait: { libelle: 'Remboursé', ton: 'fait' } }

/** Online attempts at a payment, and what is to be given back. */
export function EnLigne({ d, vue }: { d: Detail; vue: Vue }) {
  const de = (t: Tentative) => d.remboursements.find((r) => r.tentativeId === t.id)
  const rendables = d.rembourse ? d.tentatives.filter((t) => t.etat === 'reussie' && (de(t)?.etat ?? 'a_faire') === 'a_faire') : []
  return (
    <Panneau titre="Paiements en ligne" id="en-ligne">
      <Tableau
        vue={vue}
        legende="Tentatives de paiement en ligne, de la plus récente à la plus ancienne"
        dense
        lignes={d.tentatives}
        cle={(t) => t.id}
        colonnes={[
          { titre: 'Référence', entete: true, cellule: (t) => <span class="code">{t.reference ?? 'sans référence'}</span> },
          { titre: 'Prestataire', cellule: (t) => t.prestataire },
          { titre: 'Montant', nombre: true, cellule: (t) => fcfa(t.montant) },
          { titre: 'Ouverte', cellule: (t) => momentRelatif(t.ouverteLe, vue.maintenant) },
          { titre: 'État', cellule: (t) => <Etiquette ton={ETATS_TENTATIVE[t.etat].ton}>{ETATS_TENTATIVE[t.etat].libelle}</Etiquette> },
          { titre: 'Remboursement', cellule: (t) => <Rendu remboursement={de(t)} /> },
        ]}
        vide={null}
      />
      {rendables.map((t) => (
        <details key={t.id} open={vue.erreurs.motif !== undefined || vue.erreurs._code !== undefined}>
          <summary>
            Rembourser {fcfa(t.montant)}, référence {t.reference}
          </summary>
          <Formulaire vue={vue} action={`/paiements/${d.paiement.id}/rembourser`} libelle={`Rembourser ${t.reference}`}>
            <input type="hidden" name="tentative" value={t.id} />
            <Selection vue={vue} nom="motif" id={`motif-${t.id}`} libelle="Motif" options={optionsMotif('remboursements')} />
            <Texte vue={vue} nom="precision" id={`precision-${t.id}`} libelle="Précision" facultatif max={300} />
            <ChampSecondFacteur vue={vue} verbe="Rembourser" />
            <Actions>
              <Bouton ton="danger">Rembourser {fcfa(t.montant)}</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ))}
    </Panneau>
  )
}

function Rendu({ remboursement: r }: { remboursement: Remboursement | undefined }) {
  if (!r) return null
  return (
    <>
      <Etiquette ton={ETATS_REMBOURSEMENT[r.etat].ton}>{ETATS_REMBOURSEMENT[r.etat].libelle}</Etiquette> <span class="discret">{finir(r.motif)}</span>
    </>
  )
}
