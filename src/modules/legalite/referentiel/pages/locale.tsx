import { z } from 'zod'
import { nombre, pluriel, pourCent } from '../../../../lib/francais.ts'
import { permission, un, page } from '../../../../kernel/module.ts'
import { Avis, Bande, Deux, Etiquette, Filtre, Filtres, Gabarit, Panneau, Tableau, Vide } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { direJour } from '../../acte/mots.ts'
import { lireListe, lireRubrique } from '../corps.ts'
import { direChamp } from '../forme/dire.ts'
import { communesSous, corpsDe, lireCadre, mayChanger } from '../porte.ts'
import type { Cadre } from '../porte.ts'
import { comparerStrategies, retirer, RELUS_AU_PLUS, SANS_GRAINE } from '../recalcul.ts'
import type { Bilan, Tirage } from '../recalcul.ts'
import { getVersion } from '../referentiel.queries.ts'
import { schemaStrategie } from '../schemas.ts'
import { findParAccuse, listVisables } from '../usage.queries.ts'
import { Contenu, Dit } from './contenu.tsx'
import { Historique, VersProjet } from './genre.tsx'

const JOURS = 90

/** A prefecture's own priorities beside the country's, what they would have given, and a draw made again. */
export const locale = page({
  path: '/legalite/regles/strategie/:departement',
  may: un(permission('legalite.affecter'), permission('legalite.lire')),
  titre: 'Stratégie d’une préfecture',
  gabarit: 'agent',
  params: z.object({ departement: z.string().max(4) }),
  query: z.object({ ar: z.string().trim().max(40).optional() }),
  sujet: async ({ params, maison }) => (maison.territoires.trouver(params.departement)?.niveau === 'departement' ? { territoire: params.departement } : undefined),
  load: async (lu) => {
    const { departement } = lu.params
    const { territoires } = lu.maison
    const [sien, pays] = await Promise.all([lireCadre(lu, 'strategie', departement), lireCadre(lu, 'strategie')])
    const communes = communesSous(territoires, departement).map((c) => c.code)
    const regle = mayChanger(lu, departement)
    const actes = await listVisables(lu.db, communes, new Date(lu.maintenant.getTime() - JOURS * 86_400_000), RELUS_AU_PLUS + 1)
    const [nationale, locale] = [schemaStrategie.parse(corpsDe(pays.enVigueur)), sien.enVigueur && schemaStrategie.parse(corpsDe(sien.enVigueur))]
    const projet = regle && sien.projet ? schemaStrategie.safeParse(sien.projet.corps) : undefined
    const ar = lu.query.ar?.toUpperCase()
    const acte = ar ? await findParAccuse(lu.db, communes, ar) : undefined
    const strategies = acte ? await Promise.all([acte.referentiels.strategie, acte.referentiels.locale].flatMap((id) => (id ? [getVersion<'strategie'>(lu.db, id)] : []))) : []
    const tirage = ar ? retirer(acte, strategies.map((v) => v.corps)) : undefined
    return {
      nom: territoires.trouver(departement)!.nom, sien, pays, regle, ar, tirage, acteId: acte?.id, tronque: actes.length > RELUS_AU_PLUS,
      bilan: comparerStrategies(actes.slice(0, RELUS_AU_PLUS), [nationale, ...(locale ? [locale] : [])], projet?.success ? [nationale, projet.data] : undefined),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre={`Stratégie, ${d.nom}`} genre="agent" ariane={[{ libelle: 'Règles du contrôle', href: '/legalite/regles' }]}>
      <Bande titre={`Stratégie de la préfecture : ${d.nom}`} actions={d.regle ? <VersProjet vue={vue} cadre={d.sien} suite={d.sien.enVigueur ? 'Modifier cette stratégie' : 'Écrire une stratégie'} /> : null}>
        <span>{d.sien.enVigueur ? `Version ${d.sien.enVigueur.version}, en vigueur depuis le ${direJour(d.sien.enVigueur.du)}` : 'Aucune règle propre : les priorités du pays seules s’appliquent'}</span>
      </Bande>
      <Deux
        libelle="Priorités du pays"
        large
        aside={
          <section class="pile" aria-labelledby="pays">
            <h2 id="pays">Priorités du pays</h2>
            <p class="petit discret">Elles s’ajoutent aux vôtres. Le ministère les modifie.</p>
            <Nationales pays={d.pays} />
          </section>
        }
      >
        <section class="pile" aria-labelledby="siennes">
          <h2 id="siennes">Priorités de la préfecture</h2>
          {d.sien.enVigueur ? <Contenu vue={vue} forme={d.sien.forme} corps={corpsDe(d.sien.enVigueur)} /> : <Vide titre="Aucune règle propre">Une préfecture ajoute ici les communes ou les matières qu’elle suit de près.</Vide>}
        </section>
        <Bilans vue={vue} bilan={d.bilan} tronque={d.tronque} />
        <Tirages vue={vue} ar={d.ar} tirage={d.tirage} acteId={d.acteId} />
      </Deux>
      {d.sien.versions.length > 0 ? <Historique vue={vue} cadre={d.sien} /> : null}
    </Gabarit>
  ),
})

/** The country's priorities, read only, in few words. */
function Nationales({ pays }: { pays: Cadre }) {
  const corps = corpsDe(pays.enVigueur)
  const liste = pays.forme.listes[0]!
  const hasard = pays.forme.rubriques.find((r) => r.cle === 'hasard')!
  const part = lireRubrique(corps, hasard)
  return (
    <ul class="simple panneau">
      {lireListe(corps, liste).map((e) => (
        <li key={String(e['code'])}>
          <details>
            <summary>{liste.titreDe(e)}</summary>
            <Dit champs={liste.champs} e={e} />
          </details>
        </li>
      ))}
      {part ? <li>Tirage au sort : {direChamp(hasard.champs[0]!, part)} du reste</li> : null}
      <li>
        <a href="/legalite/regles/strategie">Version {pays.enVigueur!.version}, entière</a>
      </li>
    </ul>
  )
}

/** What the acts of the last days give under the rules in force, and would give under the draft. */
function Bilans({ vue, bilan, tronque }: { vue: Vue; bilan: Bilan; tronque: boolean }) {
  const avecProjet = bilan.projet !== undefined
  const part = (n: number) => `${nombre(n)} (${pourCent(bilan.actes === 0 ? 0 : n / bilan.actes)})`
  return (
    <Panneau titre={`Les ${JOURS} derniers jours, recalculés`} id="bilan">
      <p>
        {bilan.actes === 0 ? 'Aucun acte reçu.' : `${pluriel(bilan.actes, 'acte reçu', 'actes reçus')}${tronque ? ', les plus récents seulement' : ''}. En profondeur : ${part(bilan.enVigueur)} par règle${avecProjet ? `, ${part(bilan.projet!)} sous le projet` : ''}. Le tirage au sort vient en plus.`}
      </p>
      <Tableau
        vue={vue}
        legende="Actes visés par chaque règle"
        lignes={bilan.regles}
        cle={(r) => r.cle.replace(/[^a-z0-9-]/gi, '-')}
        colonnes={[
          {
            titre: 'Règle', entete: true,
            cellule: (r) => (
              <div>
                {r.libelle} {r.locale ? <Etiquette ton="info">Préfecture</Etiquette> : null}
              </div>
            ),
          },
          { titre: 'Examen', cellule: (r) => (r.approfondi ? 'En profondeur' : 'Lecture rapide') },
          { titre: 'En vigueur', nombre: true, cellule: (r) => nombre(r.enVigueur) },
          ...(avecProjet ? [{ titre: 'Projet', nombre: true, cellule: (r: Bilan['regles'][number]) => nombre(r.projet) }] : []),
        ]}
        vide={<p>Aucune règle.</p>}
      />
    </Panneau>
  )
}

/** A draw that anybody makes again, from the number of a receipt. */
function Tirages({ vue, ar, tirage, acteId }: { vue: Vue; ar: string | undefined; tirage: Tirage | undefined; acteId: string | undefined }) {
  return (
    <Panneau titre="Vérifier un tirage au sort" id="tirage">
      <p>La graine est gardée avec chaque acte passé au tirage, pris ou non. Le tirage se refait ici : SHA-256 de la graine et du numéro d’accusé, ses 32 premiers bits, ramenés entre 0 et 99,99.</p>
      <Filtres vue={vue} libelle="Vérifier un tirage" bouton="Refaire le tirage">
        <Filtre vue={vue} nom="ar" libelle="Numéro de l’accusé de réception" type="search" />
      </Filtres>
      {ar === undefined || ar === '' || !tirage ? null : tirage.genre === 'inconnu' ? (
        <Avis ton="att" titre={`Aucun acte de ce département ne porte l’accusé ${ar}`} />
      ) : tirage.genre === 'sans-graine' ? (
        <Avis titre="Cet acte n’est pas passé au tirage">
          <p>{SANS_GRAINE}</p>
        </Avis>
      ) : (
        <Avis ton={tirage.juste ? 'ok' : 'non'} titre={tirage.juste ? 'Le tirage refait donne le même résultat' : 'Le tirage refait ne donne pas le même résultat : prévenez le ministère'}>
          <p>
            Acte <a href={`/legalite/actes/${acteId}`}>{ar}</a>. Graine : <span class="code">{tirage.graine}</span>. {tirage.garde === undefined ? 'Le sort ne l’a pas pris' : `Tirage gardé : ${nombre(tirage.garde)}`}. Tirage refait : {nombre(tirage.refait)}. Part tirée au sort : {nombre(tirage.part)} %.
          </p>
        </Avis>
      )}
    </Panneau>
  )
}
