import { dateHeure, fcfa, finir } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Bande, Bouton, Choix, Deux, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Selection, Tableau, Texte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { optionsMotif } from '../motifs.ts'
import { ETATS, lieuxOuverts, MOYENS, MOYENS_GUICHET } from '../paiement.ts'
import { getPaiement } from '../paiement.queries.ts'
import { mayLire, parId, sujetPaiement } from '../porte.ts'
import { listQuittances } from '../quittance.queries.ts'
import { listRemboursementsDe } from '../remboursement.queries.ts'
import { listTentatives } from '../tentative.queries.ts'
import { EnLigne } from './en-ligne.tsx'

export type Detail = Awaited<ReturnType<typeof charger>>

async function charger(lu: Pick<Lecture, 'db' | 'maison' | 'porteePour' | 'maintenant' | 'acteur'> & { params: { id: string } }) {
  const { db, maison, porteePour, maintenant } = lu
  const paiement = await getPaiement(db, lu.params.id)
  const quittances = await listQuittances(db, paiement.id)
  const noms = await Promise.all(maison.contributions.map((c) => c.nommerObjets?.(lu, [paiement.objet])))
  const peut = (permission: string) => porteePour(permission).contient(paiement.territoire)
  const vivante = quittances.find((q) => q.annuleeLe === null)
  return {
    paiement,
    quittances,
    nom: noms.flatMap((n) => n?.get(paiement.objet) ?? [])[0],
    encaisse: peut('paiements.encaisser') && lieuxOuverts(paiement.moyens, maison.reglages.prestataires.length > 0).includes('guichet'),
    exempte: peut('paiements.exempter'),
    rembourse: peut('paiements.rembourser'),
    tentatives: await listTentatives(db, paiement.id),
    remboursements: await listRemboursementsDe(db, paiement.id),
    annule: peut('paiements.encaisser') && vivante !== undefined && vivante.jour === jourLocal(maintenant),
  }
}

/** One payment, as the office sees it: the gesture first, then what happened. */
export const detail = page({
  path: '/paiements/:id',
  may: mayLire,
  titre: 'Paiement',
  gabarit: 'agent',
  params: parId,
  sujet: sujetPaiement,
  consulte: (d: Detail) => d.paiement.objet,
  load: charger,
  view: (d: Detail, vue) => (
    <Gabarit vue={vue} titre={`${d.paiement.libelle}, paiement`} genre="agent" scripts={['cle-acces.js']} ariane={[{ libelle: 'Paiements', href: '/paiements' }, ...(d.nom?.href ? [{ libelle: d.nom.titre, href: d.nom.href }] : [])]}>
      <Bande titre={d.paiement.libelle}>
        <p class="rang">
          <Etiquette ton={ETATS[d.paiement.etat].ton}>{ETATS[d.paiement.etat].libelle}</Etiquette>
          <span class="discret">
            {d.nom?.titre} {d.paiement.payeur}, {d.paiement.bureau}
          </span>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="À faire" aside={<Gestes d={d} vue={vue} />}>
        <Panneau titre="Le paiement" id="paiement">
          <Recap
            lignes={[
              { titre: 'Montant', valeur: fcfa(d.paiement.montant), note: d.paiement.verifie ? d.paiement.source : <>{d.paiement.source} <AConfirmer /></> },
              { titre: 'Payeur', valeur: d.paiement.payeur },
              { titre: 'Demandé', valeur: dateHeure(d.paiement.demandeLe) },
              ...(d.paiement.regleLe ? [{ titre: ETATS[d.paiement.etat].libelle, valeur: dateHeure(d.paiement.regleLe), note: d.paiement.regleParNom }] : []),
              ...(d.paiement.moyen ? [{ titre: 'Moyen', valeur: [MOYENS[d.paiement.moyen], d.paiement.reference].filter(Boolean).join(', ') }] : []),
              ...(d.paiement.motif ? [{ titre: 'Motif', valeur: finir(d.paiement.motif) }] : []),
              ...(d.paiement.closLe ? [{ titre: ETATS[d.paiement.etat].libelle, valeur: dateHeure(d.paiement.closLe) }] : []),
            ]}
          />
        </Panneau>
        {d.quittances.length > 0 ? <Quittances d={d} vue={vue} /> : null}
        {d.tentatives.length > 0 ? <EnLigne d={d} vue={vue} /> : null}
      </Deux>
    </Gabarit>
  ),
})

function Quittances({ d, vue }: { d: Detail; vue: Vue }) {
  return (
    <Panneau titre="Quittances" id="quittances">
      <Tableau
        vue={vue}
        legende="Quittances de ce paiement"
        dense
        lignes={d.quittances}
        cle={(q) => q.id}
        colonnes={[
          { titre: 'Numéro', entete: true, cellule: (q) => (q.annuleeLe ? <s class="code">{q.numero}</s> : <span class="code">{q.numero}</span>) },
          { titre: 'Bureau', cellule: (q) => q.bureau },
          { titre: 'Donnée', cellule: (q) => `${dateHeure(q.etablieLe)}, ${q.parNom}` },
          { titre: 'État', cellule: (q) => (q.annuleeLe ? <><Etiquette ton="non">Annulée</Etiquette> {q.annuleeMotif}</> : <Etiquette ton="fait">Valable</Etiquette>) },
        ]}
        vide={null}
      />
    </Panneau>
  )
}

function Gestes({ d, vue }: { d: Detail; vue: Vue }) {
  const base = `/paiements/${d.paiement.id}`
  if (d.paiement.etat === 'paye')
    return (
      <Panneau titre="À faire" id="gestes" ton="fort">
        <Bouton href={`${base}/recu.pdf`} ico="imprimer">
          {d.paiement.moyen === 'en_ligne' ? 'Imprimer le reçu' : 'Imprimer la quittance'}
        </Bouton>
        {d.annule ? <Motive vue={vue} action={`${base}/annuler-quittance`} titre="Annuler la quittance" aide="Le numéro reste, barré. Le dossier revient attendre le paiement." liste="annulations" ton="danger" /> : null}
      </Panneau>
    )
  if (d.paiement.etat !== 'du') return null
  return (
    <Panneau titre="À faire" id="gestes" ton="fort">
      {d.encaisse ? (
        <Formulaire vue={vue} action={`${base}/encaisser`} libelle="Encaisser">
          <Choix vue={vue} nom="moyen" libelle="Comment la personne paie-t-elle ?" options={MOYENS_GUICHET.map((m) => ({ valeur: m, libelle: MOYENS[m] }))} />
          <Texte vue={vue} nom="reference" libelle="Référence" si="pour un chèque ou un transfert" aide="Banque et numéro du chèque, ou numéro de la transaction" max={60} />
          <Actions>
            <Bouton>Encaisser {fcfa(d.paiement.montant)}</Bouton>
          </Actions>
        </Formulaire>
      ) : (
        <p>La personne n’a pas encore payé.</p>
      )}
      {d.exempte ? <Motive vue={vue} action={`${base}/exempter`} titre="Exempter de ce paiement" aide="Le dossier avance sans paiement. Le motif reste écrit." liste="exemptions" ton="second" /> : null}
    </Panneau>
  )
}

/** A gesture that gives its reason from a list of content/. */
function Motive(props: { vue: Vue; action: string; titre: string; aide: string; liste: 'exemptions' | 'annulations'; ton: 'second' | 'danger' }) {
  return (
    <details open={props.vue.erreurs.motif !== undefined}>
      <summary>{props.titre}</summary>
      <p class="petit">{props.aide}</p>
      <Formulaire vue={props.vue} action={props.action} libelle={props.titre}>
        <Selection vue={props.vue} nom="motif" libelle="Motif" options={optionsMotif(props.liste)} />
        <Texte vue={props.vue} nom="precision" libelle="Précision" facultatif max={300} />
        <Actions>
          <Bouton ton={props.ton}>{props.titre}</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}
