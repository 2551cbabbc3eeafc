import { Actions, Bouton, BoutonSeul, FichierChamp, Formulaire, Panneau, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { lire } from '../brut.ts'
import type { Projet } from '../projet.ts'

/** Boxes of the forms of this page: what is wrong in one of them says nothing of the question's own form. */
export const BOITES = ['csv', 'colle', 'image', 'dessin'] as const

type Props = { vue: Vue; projet: Projet; ou: string }

/** What a question takes from a file: its table, its picture. Nothing for the others. */
export function Televerser(props: Props) {
  const type = lire(props.projet.contenu, `${props.ou}.type`)
  return type === 'reference' ? <EnvoiTable {...props} /> : type === 'image' ? <EnvoiImage {...props} /> : null
}

/** A table sent as a file, or pasted as a spreadsheet copies it. */
function EnvoiTable({ vue, projet, ou }: Props) {
  return (
    <Panneau titre="Les lignes de la table" id="lignes">
      <p>La première ligne nomme les colonnes. Une autre table remplace celle-ci ; les colonnes choisies restent, si elles y sont encore.</p>
      <Formulaire vue={vue} action={`/conception/${projet.id}/table/${ou}`} libelle="Envoyer une table" multipart>
        <input type="hidden" name="_revision" value={projet.revision} />
        <FichierChamp vue={vue} nom="csv" libelle="Fichier CSV" aide="Dans le tableur : Enregistrer sous, puis CSV. 1 Mo et 5 000 lignes au plus" facultatif accept=".csv,.txt,text/csv,text/plain" />
        <details open={vue.erreurs.colle !== undefined}>
          <summary>Ou coller la table</summary>
          <ZoneTexte vue={vue} nom="colle" libelle="Lignes copiées du tableur" aide="Avec la ligne des titres" facultatif lignes={6} />
        </details>
        <Actions>
          <Bouton ton="second">Envoyer la table</Bouton>
        </Actions>
      </Formulaire>
      <p class="discret">Enregistrez d’abord ce que vous avez changé plus bas : cet envoi ouvre de nouveau la page.</p>
    </Panneau>
  )
}

/** A picture as people will see it, and the boxes that send another one. */
function EnvoiImage({ vue, projet, ou }: Props) {
  const { contenu, id, revision } = projet
  const [donnees, alternative] = [lire(contenu, `${ou}.donnees`), lire(contenu, `${ou}.alternative`)]
  const la = typeof donnees === 'string' && /^data:image\/(?:png|jpeg|webp|svg\+xml);base64,/.test(donnees)
  return (
    <Panneau titre="L’image" id="image">
      {la ? (
        <figure class="champ illustration">
          <img src={donnees} alt={typeof alternative === 'string' ? alternative : ''} />
        </figure>
      ) : (
        <p class="discret">Aucune image encore.</p>
      )}
      <Formulaire vue={vue} action={`/conception/${id}/image/${ou}`} libelle="Envoyer une image" multipart>
        <input type="hidden" name="_revision" value={revision} />
        <FichierChamp vue={vue} nom="image" libelle={la ? 'Une autre image' : 'Image'} aide="JPEG, PNG ou WebP, 8 Mo au plus. Elle est allégée à 40 Ko : un plan simple reste lisible, une page entière non" accept="image/jpeg,image/png,image/webp" />
        <Actions>
          <Bouton ton="second">Envoyer l’image</Bouton>
        </Actions>
      </Formulaire>
      <details open={vue.erreurs.dessin !== undefined}>
        <summary>Ou envoyer un dessin SVG</summary>
        <Formulaire vue={vue} action={`/conception/${id}/dessin/${ou}`} libelle="Envoyer un dessin" multipart>
          <input type="hidden" name="_revision" value={revision} />
          <FichierChamp vue={vue} nom="dessin" libelle="Dessin SVG" aide="40 Ko au plus, sans programme ni lien vers ailleurs" accept=".svg,image/svg+xml" />
          <Actions>
            <Bouton ton="second">Envoyer le dessin</Bouton>
          </Actions>
        </Formulaire>
      </details>
      {la ? (
        <BoutonSeul vue={vue} action={`/conception/${id}/sans-image/${ou}`} champs={{ _revision: String(revision) }} ton="danger" taille="petit">
          Retirer l’image
        </BoutonSeul>
      ) : null}
    </Panneau>
  )
}
