import { dateHeure, fcfa, momentRelatif } from '../../../lib/francais.ts'
import { page, titulaire } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Avis, Bouton, Etiquette, Formulaire, Gabarit, Recap, ResumeErreurs } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { ETATS, lieuxOuverts } from '../paiement.ts'
import { getPaiement } from '../paiement.queries.ts'
import { parId, sujetPaiement } from '../porte.ts'
import { listPrestataires } from '../prestataires/registre.ts'
import { listTentatives } from '../tentative.queries.ts'

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger({ db, maison, params }: Pick<Lecture, 'db' | 'maison'> & { params: { id: string } }) {
  const paiement = await getPaiement(db, params.id)
  const [derniere] = await listTentatives(db, paiement.id)
  const prestataires = listPrestataires(maison).map(({ nom, titre }) => ({ nom, titre }))
  return { paiement, derniere, prestataires, lieux: lieuxOuverts(paiement.moyens, prestataires.length > 0) }
}

/** A payment as whoever owes it sees it: where to pay, then what became of it. */
export const payer = page({
  path: '/payer/:id',
  may: titulaire,
  titre: 'Payer',
  params: parId,
  sujet: sujetPaiement,
  load: charger,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`Payer ${fcfa(d.paiement.montant)}`} ariane={[{ libelle: 'Mon dossier', href: d.paiement.lien }]} etroit>
      <p class="rang">
        <Etiquette ton={ETATS[d.paiement.etat].ton}>{ETATS[d.paiement.etat].libelle}</Etiquette>
      </p>
      <h1>{fcfa(d.paiement.montant)}</h1>
      <p class="chapeau">{d.paiement.libelle}</p>
      <ResumeErreurs vue={vue} />
      <Recap serre lignes={[{ titre: 'Tarif', valeur: d.paiement.source, ...(d.paiement.verifie ? {} : { note: <AConfirmer>Montant à confirmer</AConfirmer> }) }, { titre: 'Bureau', valeur: d.paiement.bureau }]} />
      {d.paiement.etat === 'du' ? <APayer d={d} vue={vue} /> : <Regle d={d} />}
      <p class="champ">
        <a href={d.paiement.lien}>Revenir à mon dossier</a>
      </p>
    </Gabarit>
  ),
})

function APayer({ d, vue }: { d: Donnees; vue: Vue }) {
  const { derniere } = d
  return (
    <>
      {derniere?.etat === 'ouverte' ? (
        <Avis ton="att" titre="Un paiement est en cours" niveau={2}>
          <p>
            Ouvert {momentRelatif(derniere.ouverteLe, vue.maintenant)}. Si vous avez payé, la confirmation arrive d’elle-même : <a href={`/payer/${d.paiement.id}`}>rechargez cette page</a>.
          </p>
          {derniere.url && !derniere.url.startsWith('/') ? <Bouton href={derniere.url}>Aller payer</Bouton> : null}
        </Avis>
      ) : derniere ? (
        <Avis ton="non" titre="Le paiement n’a pas abouti" niveau={2}>
          <p>Rien n’est compté comme payé. Vous pouvez recommencer, ou payer au guichet.</p>
        </Avis>
      ) : null}
      {d.lieux.includes('en_ligne')
        ? d.prestataires.map((p) => (
            <Formulaire key={p.nom} vue={vue} action={`/payer/${d.paiement.id}`} libelle={`Payer avec ${p.titre}`}>
              <input type="hidden" name="prestataire" value={p.nom} />
              <Actions>
                <Bouton>{derniere?.etat === 'ouverte' ? 'Reprendre le paiement' : 'Payer'} : {p.titre}</Bouton>
              </Actions>
            </Formulaire>
          ))
        : null}
      {d.lieux.includes('guichet') ? <p>Au guichet « {d.paiement.bureau} », vous recevez une quittance.</p> : null}
    </>
  )
}

function Regle({ d }: { d: Donnees }) {
  const { paiement } = d
  if (paiement.etat === 'paye')
    return (
      <Avis ton="ok" titre="C’est payé" niveau={2}>
        <p>Reçu le {dateHeure(paiement.regleLe!)}{paiement.reference ? `, référence ${paiement.reference}` : ''}.</p>
        <Bouton href={`/paiements/${paiement.id}/recu.pdf`} ico="telecharger">
          Ouvrir le reçu (PDF)
        </Bouton>
      </Avis>
    )
  const phrase = paiement.etat === 'annule' ? 'La demande a été retirée ou refusée. Si vous avez payé quand même, l’argent vous est rendu.' : paiement.etat === 'rembourse' ? 'L’argent vous a été rendu.' : 'Vous n’avez rien à payer.'
  return (
    <Avis ton="info" titre={ETATS[paiement.etat].libelle} niveau={2}>
      <p>{phrase}</p>
    </Avis>
  )
}
