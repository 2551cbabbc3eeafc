import { z } from 'zod'
import { dateHeure, dateLongue, fcfa, heure, majuscule, nombre } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { exporter, format } from '../../../kernel/corridor/exporter.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Avis, Bouton, Etiquette, Exports, Filtre, Filtres, Formulaire, Gabarit, Imprimer, Recap, ResumeErreurs, Tableau, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { cleCaisse, francs, lireCaisse, totaliser } from '../caisse.ts'
import { findCloture, listCaisses, listJoursOuverts } from '../caisse.queries.ts'
import { colonnesCaisse } from '../export.ts'
import { MOYENS, MOYENS_GUICHET } from '../paiement.ts'
import { caissesDe, mayLire } from '../porte.ts'
import { listCaisse } from '../quittance.queries.ts'

const query = z.object({ jour: z.iso.date().optional(), caisse: z.string().max(220).optional(), format })
type Donnees = Awaited<ReturnType<typeof charger>>

async function charger({ db, portee, acteur, maintenant, query: q }: Pick<Lecture, 'db' | 'portee' | 'acteur' | 'maintenant'> & { query: z.infer<typeof query> }) {
  const jour = q.jour ?? jourLocal(maintenant)
  const siennes = caissesDe(acteur)
  const connues = await listCaisses(db, portee)
  const caisses = [...siennes, ...connues.filter((c) => !siennes.some((s) => cleCaisse(s) === cleCaisse(c)))]
  const voulue = lireCaisse(q.caisse)
  const ici = caisses.find((c) => voulue && cleCaisse(c) === cleCaisse(voulue)) ?? caisses[0]
  const lignes = ici ? await listCaisse(db, portee, { ...ici, jour }) : []
  return {
    jour,
    caisses,
    ici,
    lignes,
    totaux: totaliser(lignes),
    cloture: ici && (await findCloture(db, ici, jour)),
    oublies: ici ? await listJoursOuverts(db, ici, jourLocal(maintenant)) : [],
    clot: ici !== undefined && siennes.some((s) => cleCaisse(s) === cleCaisse(ici)) && jour <= jourLocal(maintenant),
    format: q.format,
  }
}

/** The cash of an office on a day: receipts, totals by means, and its closing. */
export const caisse = page({
  path: '/caisse',
  may: mayLire,
  titre: 'Caisse du jour',
  gabarit: 'agent',
  query,
  load: charger,
  consulte: (d: Donnees) => (d.format ? [...new Set(d.lignes.map((l) => l.objet))] : undefined),
  corps: (d: Donnees) => (d.format ? exporter(`caisse-${d.jour}`, colonnesCaisse, d.lignes, d.format) : undefined),
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`Caisse du ${dateLongue(midi(d.jour))}`} genre="agent" ariane={[{ libelle: 'Paiements', href: '/paiements' }]}>
      <h1>Caisse du {dateLongue(midi(d.jour))}</h1>
      <p class="chapeau">{d.ici?.bureau ?? 'Aucune caisse dans votre territoire'}</p>
      <ResumeErreurs vue={vue} />
      <Filtres vue={vue} libelle="Choisir la caisse et le jour" bouton="Voir">
        {d.caisses.length > 1 ? <Filtre vue={vue} nom="caisse" libelle="Caisse" tous={d.caisses[0]!.bureau} options={d.caisses.slice(1).map((c) => ({ valeur: cleCaisse(c), libelle: c.bureau }))} /> : null}
        <Filtre vue={vue} nom="jour" libelle="Jour" type="date" />
      </Filtres>
      {d.oublies.length > 0 && d.clot ? (
        <Avis ton="att" titre="Des jours ne sont pas clos" niveau={2}>
          <ul class="simple">
            {d.oublies.map((jour) => (
              <li key={jour}>
                <a href={`/caisse?jour=${jour}&caisse=${encodeURIComponent(cleCaisse(d.ici!))}`}>{majuscule(dateLongue(midi(jour)))}</a>
              </li>
            ))}
          </ul>
        </Avis>
      ) : null}
      <Quittances d={d} vue={vue} />
      {d.lignes.length > 0 || d.cloture ? <Totaux d={d} /> : null}
      {d.lignes.length > 0 ? (
        <div class="rang no-print">
          <Exports vue={vue} libelle="Exporter cette caisse" />
          <Imprimer>Imprimer l’état de caisse</Imprimer>
        </div>
      ) : null}
      <Clore d={d} vue={vue} />
    </Gabarit>
  ),
})

function Quittances({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <Tableau
      vue={vue}
      legende="Quittances du jour, dans l’ordre de leurs numéros"
      dense
      lignes={d.lignes}
      cle={(q) => q.id}
      colonnes={[
        { titre: 'Quittance', entete: true, cellule: (q) => <a class="code" href={`/paiements/${q.paiementId}`}>{q.annuleeLe ? <s>{q.numero}</s> : q.numero}</a> },
        { titre: 'Heure', cellule: (q) => heure(q.etablieLe) },
        { titre: 'Payeur', cellule: (q) => q.payeur },
        { titre: 'Objet', cellule: (q) => q.libelle },
        { titre: 'Moyen', cellule: (q) => [MOYENS[q.moyen], q.reference].filter(Boolean).join(', ') },
        { titre: 'Montant', nombre: true, cellule: (q) => (q.annuleeLe ? <><s>{fcfa(q.montant)}</s> <Etiquette ton="non">Annulée</Etiquette> <span class="discret">{q.annuleeMotif}</span></> : fcfa(q.montant)) },
      ]}
      vide={<Vide titre="Aucune quittance ce jour-là">Ce qui est encaissé au guichet arrive ici, une ligne par quittance.</Vide>}
    />
  )
}

function Totaux({ d }: { d: Donnees }) {
  const t = d.cloture ?? d.totaux
  return (
    <Recap
      lignes={[
        ...MOYENS_GUICHET.map((m) => ({ titre: MOYENS[m], valeur: francs(t[m]) })),
        { titre: 'Total', valeur: <b>{francs(t.total)}</b> },
        { titre: 'Quittances', valeur: nombre(t.nombre), note: t.annulees > 0 ? `et ${nombre(t.annulees)} annulée${t.annulees > 1 ? 's' : ''}` : '' },
      ]}
    />
  )
}

function Clore({ d, vue }: { d: Donnees; vue: Vue }) {
  if (d.cloture)
    return (
      <Avis ton="ok" titre="Caisse close" niveau={2}>
        <p>
          Le {dateHeure(d.cloture.closeLe)}, par {d.cloture.closeParNom}. Ces chiffres ne changent plus.
        </p>
      </Avis>
    )
  if (!d.clot || !d.ici || d.lignes.length === 0) return null
  return (
    <details class="no-print">
      <summary>Clore la caisse de ce jour</summary>
      <p>Comptez l’argent. Après, ce jour ne reçoit plus de quittance et aucune ne s’annule.</p>
      <Formulaire vue={vue} action="/caisse/cloturer" libelle="Clore la caisse">
        <input type="hidden" name="territoire" value={d.ici.territoire} />
        <input type="hidden" name="bureau" value={d.ici.bureau} />
        <input type="hidden" name="jour" value={d.jour} />
        <p class="champ">
          <Bouton>Clore à {francs(d.totaux.total)}</Bouton>
        </p>
      </Formulaire>
    </details>
  )
}
