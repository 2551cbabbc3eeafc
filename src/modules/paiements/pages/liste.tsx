import { z } from 'zod'
import { dateChiffres, fcfa } from '../../../lib/francais.ts'
import { couper, PAR_PAGE } from '../../../lib/liste.ts'
import { EXPORT_AU_PLUS, exporter, format } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import { AConfirmer, Bouton, Etiquette, Exports, Filtre, Filtres, Gabarit, Pages, Tableau, Vide } from '../../../ui/index.ts'
import { colonnesPaiements } from '../export.ts'
import { listLignes } from '../liste.queries.ts'
import { ETATS, MOYENS } from '../paiement.ts'
import { mayLire } from '../porte.ts'

/** Payments of a territory: what is due, what was received, what was let off. */
export const liste = page({
  path: '/paiements',
  may: mayLire,
  titre: 'Paiements',
  gabarit: 'agent',
  query: z.object({ cherche: z.string().max(100).optional(), etat: z.string().max(20).optional(), moyen: z.string().max(20).optional(), tri: z.string().max(20).optional(), apres: z.uuid().optional(), format }),
  load: async ({ db, portee, query: q }) => {
    const lues = await listLignes(db, portee, { ...q, limite: q.format ? EXPORT_AU_PLUS : PAR_PAGE + 1 })
    return { ...(q.format ? { lignes: lues, suivant: undefined } : couper(lues)), q }
  },
  // An export carries names away.
  consulte: ({ lignes, q }) => (q.format ? [...new Set(lignes.map((l) => l.objet))] : undefined),
  corps: ({ lignes, q }) => (q.format ? exporter('paiements', colonnesPaiements, lignes, q.format) : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Paiements" genre="agent">
      <h1>Paiements</h1>
      <p class="rang no-print">
        <Bouton href="/caisse" ton="second" taille="petit">
          La caisse du jour
        </Bouton>
        <Bouton href="/paiements/rapprochement" ton="second" taille="petit">
          Rapprochement et remboursements
        </Bouton>
      </p>
      <Filtres vue={vue} libelle="Filtrer les paiements">
        <Filtre vue={vue} nom="cherche" libelle="Nom ou quittance" type="search" />
        <Filtre vue={vue} nom="etat" libelle="État" tous="Tous" options={Object.entries(ETATS).map(([valeur, e]) => ({ valeur, libelle: e.libelle }))} />
        <Filtre vue={vue} nom="moyen" libelle="Moyen" tous="Tous" options={Object.entries(MOYENS).map(([valeur, libelle]) => ({ valeur, libelle }))} />
      </Filtres>
      <Tableau
        vue={vue}
        legende="Paiements, du plus récent au plus ancien"
        lignes={d.lignes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Objet', entete: true, cellule: (l) => <a href={`/paiements/${l.id}`}>{l.libelle}</a> },
          { titre: 'Payeur', cellule: (l) => l.payeur },
          { titre: 'Montant', nombre: true, tri: 'montant', cellule: (l) => <>{fcfa(l.montant)} {l.verifie ? null : <AConfirmer />}</> },
          { titre: 'État', cellule: (l) => <Etiquette ton={ETATS[l.etat].ton}>{ETATS[l.etat].libelle}</Etiquette> },
          { titre: 'Moyen', cellule: (l) => (l.moyen ? <>{MOYENS[l.moyen]} {l.quittance ? <span class="sous-l code">{l.quittance}</span> : null}</> : '') },
          { titre: 'Bureau', cellule: (l) => l.bureau },
          { titre: 'Demandé', cellule: (l) => dateChiffres(l.demandeLe) },
        ]}
        vide={<Vide titre="Aucun paiement">Un paiement arrive ici quand un dossier atteint une étape payante.</Vide>}
      />
      <Pages vue={vue} apres={d.suivant} />
      <Exports vue={vue} />
    </Gabarit>
  ),
})
