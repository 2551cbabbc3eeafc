import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { fcfa } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { Avis, BoutonSeul, Gabarit, Recap, ResumeErreurs } from '../../../ui/index.ts'
import { findBac } from '../bac-a-sable.queries.ts'
import type { Bac } from '../bac-a-sable.queries.ts'
import { BAC_A_SABLE } from '../prestataires/bac-a-sable.ts'

export const parReference = z.object({ reference: z.string().regex(/^BAS-[0-9A-F]{12}$/) })

/** An attempt of the sandbox; a 404 where the sandbox is not open. */
export async function getBac(db: Db, maison: Maison, reference: string): Promise<Bac> {
  const bac = maison.reglages.prestataires.includes(BAC_A_SABLE) ? await findBac(db, reference) : undefined
  if (!bac) throw new Introuvable('Ce paiement d’essai n’existe pas')
  return bac
}

/** The sandbox's own page: what a provider would show. The visitor chooses what happens. */
export const bac = page({
  path: '/bac-a-sable/paiements/:reference',
  may: ouvert,
  titre: 'Bac à sable',
  params: parReference,
  load: async ({ db, maison, params }) => ({ bac: await getBac(db, maison, params.reference) }),
  view: ({ bac: b }, vue) => (
    <Gabarit vue={vue} titre="Bac à sable" genre="nu">
      <div class="formulaire pile">
        <h1>Bac à sable</h1>
        <Avis ton="att" titre="Aucun argent ne bouge ici" niveau={2}>
          <p>Cette page tient la place d’un prestataire de paiement. Choisissez ce qui arrive.</p>
        </Avis>
        <ResumeErreurs vue={vue} />
        <Recap lignes={[{ titre: 'À payer', valeur: fcfa(b.montant) }, { titre: 'Pour', valeur: b.libelle }, { titre: 'Référence', valeur: <span class="code">{b.reference}</span> }]} />
        {b.issue === 'reussie' || b.issue === 'echouee' ? (
          <p>
            {b.issue === 'reussie' ? 'Ce paiement est fait.' : 'Ce paiement a échoué.'} <a href={new URL(b.retour).pathname}>Revenir</a>
          </p>
        ) : (
          <div class="rang">
            <BoutonSeul vue={vue} action={`/bac-a-sable/paiements/${b.reference}`} champs={{ choix: 'reussie' }} ton="plein">
              Payer
            </BoutonSeul>
            <BoutonSeul vue={vue} action={`/bac-a-sable/paiements/${b.reference}`} champs={{ choix: 'echouee' }}>
              Échouer
            </BoutonSeul>
            <BoutonSeul vue={vue} action={`/bac-a-sable/paiements/${b.reference}`} champs={{ choix: 'abandonnee' }} ton="lien">
              Abandonner
            </BoutonSeul>
          </div>
        )}
      </div>
    </Gabarit>
  ),
})
