import type { ComponentChildren } from 'preact'
import { dateHeure, fcfa } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Etiquette, Gabarit, Tableau } from '../../../ui/index.ts'
import { listEcarts, NATURES } from '../ecart.queries.ts'
import { mayLire } from '../porte.ts'
import { listRemboursements } from '../remboursement.queries.ts'
import { listEnAttente } from '../tentative.queries.ts'
import { ETATS_REMBOURSEMENT } from './en-ligne.tsx'

const PATIENCE = 10 * 60_000

/** A list that is empty, under its own title. */
function Rien({ titre, children }: { titre: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{titre}</h2>
      <p class="discret">{children}</p>
    </section>
  )
}

/** What online payment leaves to do: money to give back, attempts without news, differences with the providers. */
export const rapprochement = page({
  path: '/paiements/rapprochement',
  may: mayLire,
  titre: 'Rapprochement des paiements en ligne',
  gabarit: 'agent',
  load: async ({ db, portee, maintenant }) => ({ remboursements: await listRemboursements(db, portee), attente: await listEnAttente(db, portee, new Date(maintenant.getTime() - PATIENCE)), ecarts: await listEcarts(db, portee) }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Rapprochement" genre="agent" ariane={[{ libelle: 'Paiements', href: '/paiements' }]}>
      <h1>Rapprochement des paiements en ligne</h1>
      <p class="discret">Les prestataires sont interrogés toutes les dix minutes sur ce qui est sans nouvelles, et chaque nuit sur ce qui a réussi.</p>
      <Tableau
        vue={vue}
        legende="Remboursements"
        titreVisible
        lignes={d.remboursements}
        cle={(r) => r.id}
        colonnes={[
          { titre: 'Objet', entete: true, cellule: (r) => <a href={`/paiements/${r.paiementId}`}>{r.libelle}</a> },
          { titre: 'Payeur', cellule: (r) => r.payeur },
          { titre: 'Montant', nombre: true, cellule: (r) => fcfa(r.montant) },
          { titre: 'Pourquoi', cellule: (r) => r.motif },
          { titre: 'État', cellule: (r) => <Etiquette ton={ETATS_REMBOURSEMENT[r.etat].ton}>{ETATS_REMBOURSEMENT[r.etat].libelle}</Etiquette> },
        ]}
        vide={<Rien titre="Remboursements">Rien à rembourser. L’argent reçu quand plus rien n’est dû arrive ici.</Rien>}
      />
      <Tableau
        vue={vue}
        legende="Paiements sans nouvelles depuis dix minutes"
        titreVisible
        lignes={d.attente}
        cle={(t) => t.id}
        colonnes={[
          { titre: 'Objet', entete: true, cellule: (t) => <a href={`/paiements/${t.paiementId}`}>{t.libelle}</a> },
          { titre: 'Référence', cellule: (t) => <span class="code">{t.reference ?? 'sans référence'}</span> },
          { titre: 'Montant', nombre: true, cellule: (t) => fcfa(t.montant) },
          { titre: 'Ouvert', cellule: (t) => dateHeure(t.ouverteLe) },
        ]}
        vide={<Rien titre="Paiements sans nouvelles depuis dix minutes">Tout a été confirmé.</Rien>}
      />
      <Tableau
        vue={vue}
        legende="Écarts avec les prestataires"
        titreVisible
        lignes={d.ecarts}
        cle={(e) => e.id}
        colonnes={[
          { titre: 'Référence', entete: true, cellule: (e) => (e.paiementId ? <a class="code" href={`/paiements/${e.paiementId}`}>{e.reference}</a> : <span class="code">{e.reference}</span>) },
          { titre: 'Écart', cellule: (e) => NATURES[e.nature] },
          { titre: 'Montant dit', nombre: true, cellule: (e) => fcfa(e.montant) },
          { titre: 'Constaté', cellule: (e) => dateHeure(e.constateLe) },
        ]}
        vide={<Rien titre="Écarts avec les prestataires">Aucun.</Rien>}
      />
    </Gabarit>
  ),
})
