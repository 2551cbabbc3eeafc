import { ChampsEtape, lireDefinition } from '../../../kernel/formulaires/index.ts'
import type { Definition } from '../../../kernel/formulaires/index.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { vueAvec } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { lire } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { elements } from '../plan.ts'
import type { Projet } from '../projet.ts'

/** One question that can be read alone, without the condition that names others; undefined when it is not finished. */
function seule(champ: Brut): Brut | undefined {
  const { condition: _c, formule, ...reste } = champ
  const lisible = formule === undefined ? reste : { ...reste, formule: '0', resultat: 'nombre' }
  try {
    lireDefinition({ etapes: [{ code: 'apercu', titre: 'Aperçu', champs: [lisible] }] })
    return lisible
  } catch {
    return undefined
  }
}

/** The step as it can be shown now: the questions that are not finished are left out. */
function definitionDe(etape: Brut): { def: Definition; manquent: number } | undefined {
  const champs = elements(etape.champs)
  const lisibles = champs.map(seule).filter((c) => c !== undefined)
  if (lisibles.length === 0) return undefined
  try {
    return { def: lireDefinition({ etapes: [{ code: 'apercu', titre: 'Aperçu', champs: lisibles }] }), manquent: champs.length - lisibles.length }
  } catch {
    return undefined
  }
}

/** A step as its reader sees it on a phone. Nothing typed there is sent. */
export function Telephone({ vue, projet, etape, territoires }: { vue: Vue; projet: Projet; etape: number; territoires: Territoires }) {
  const brut = elements(lire(projet.contenu, 'formulaire.etapes'))[etape]
  const lue = brut && definitionDe(brut)
  return (
    <section class="telephone" aria-label="Aperçu sur un téléphone">
      <p class="telephone-haut">Aperçu, tel qu’on le lit sur un téléphone</p>
      {/* What is inert inside cannot take the focus: the keyboard scrolls the screen itself. */}
      <div class="telephone-ecran" tabIndex={0} role="group" aria-label="Écran du téléphone">
        <h2>{typeof brut?.titre === 'string' ? brut.titre : 'Étape'}</h2>
        {typeof brut?.aide === 'string' ? <p>{brut.aide}</p> : null}
        {lue ? (
          <form inert>
            <ChampsEtape vue={vueAvec(vue, { erreurs: {}, saisie: {} })} def={lue.def} etape={lue.def.etapes[0]!} reponses={{}} territoires={territoires} />
          </form>
        ) : (
          <p class="discret">Ajoutez une question : elle se montre ici.</p>
        )}
        {lue && lue.manquent > 0 ? <p class="discret">{lue.manquent === 1 ? 'Une question n’est pas finie, elle ne se montre' : `${lue.manquent} questions ne sont pas finies, elles ne se montrent`} pas encore.</p> : null}
      </div>
    </section>
  )
}
