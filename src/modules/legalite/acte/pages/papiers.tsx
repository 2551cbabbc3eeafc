import { pluriel, taille } from '../../../../lib/francais.ts'
import { Bouton, BoutonSeul, Etiquette, FichierChamp, Formulaire, Panneau, Selection, Texte, Vide } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import type { Piece } from '../../piece/piece.queries.ts'
import type { Detail } from './detail.tsx'

const LECTURES: Partial<Record<Piece['lecture'], string>> = { scan: 'image sans texte', image: 'photographie', ocr: 'texte lu par une machine', illisible: 'illisible' }

function Signatures({ p }: { p: Piece }) {
  return (
    <>
      {p.signatures.map((s, i) => (
        <span key={i} class="sous-l petit">
          <Etiquette ton={s.integre ? 'bon' : 'tard'}>{s.integre ? 'Signature électronique intacte' : 'Signature rompue'}</Etiquette> {s.certificat?.sujet ?? s.nom ?? ''}
        </span>
      ))}
    </>
  )
}

/** The papers of an act, the text first. */
export function Papiers({ d, vue }: { d: Detail; vue: Vue }) {
  const { acte: a } = d
  const ouvert = d.peut.rediger && (a.etat === 'brouillon' || a.etat === 'retourne')
  const principal = d.pieces.some((p) => p.role === 'principal')
  const attendues = d.annexes.filter((x) => !d.pieces.some((p) => p.code === x.code))
  return (
    <Panneau titre="Pièces" id="pieces">
      {d.pieces.length === 0 ? <Vide titre="Aucune pièce">{ouvert ? 'Joignez le texte de l’acte en PDF, puis ses annexes.' : 'Aucun papier n’a été joint.'}</Vide> : null}
      <ul class="rangees">
        {d.pieces.map((p) => (
          <li key={p.id}>
            <div>
              <a href={`/legalite/actes/${a.id}/pieces/${p.id}`} target="_blank" rel="noopener">
                <b>{p.titre || p.nom}</b>
                <span class="sr"> (s’ouvre dans un nouvel onglet)</span>
              </a>
              <span class="sous-l petit discret">
                {[p.nom, taille(p.taille), p.pages ? pluriel(p.pages, 'page') : '', LECTURES[p.lecture] ?? '', p.role === 'complement' ? 'ajoutée à la demande de la préfecture' : p.role === 'reponse' ? 'jointe à une réponse' : ''].filter(Boolean).join(', ')}
              </span>
              <Signatures p={p} />
            </div>
            {ouvert && p.role === 'annexe' ? <BoutonSeul vue={vue} action={`/legalite/actes/${a.id}/pieces/retirer`} champs={{ piece: p.id }} ton="lien">{`Retirer ${p.titre || p.nom}`}</BoutonSeul> : null}
          </li>
        ))}
      </ul>
      {d.sansLecture ? <p class="petit discret">Une image ne se cherche que par l’objet de l’acte : la lecture de caractères (tesseract) n’est pas installée sur ce serveur.</p> : null}
      {attendues.length > 0 && ouvert ? (
        <p class="petit">
          Attendues pour cet acte : {attendues.map((x) => `${x.libelle.toLowerCase()}${x.obligatoire ? ' (obligatoire)' : ''}`).join(', ')}.
        </p>
      ) : null}
      {ouvert ? (
        <div class="pile">
          <details open={!principal || vue.erreurs.principal !== undefined}>
            <summary>{principal ? 'Remplacer le texte de l’acte' : 'Joindre le texte de l’acte'}</summary>
            <Formulaire vue={vue} action={`/legalite/actes/${a.id}/pieces`} libelle="Texte de l’acte" multipart depot={`/legalite/actes/${a.id}/depots`}>
              <input type="hidden" name="champ" value="principal" />
              <FichierChamp vue={vue} nom="principal" libelle="Texte de l’acte, en PDF" aide="60 Mo au plus. Préférez le PDF du traitement de texte à un scan : il se cherche et pèse moins." accept="application/pdf" />
              <Bouton ton="second">Joindre le texte</Bouton>
            </Formulaire>
          </details>
          <details open={vue.erreurs.annexe !== undefined}>
            <summary>Joindre une annexe</summary>
            <Formulaire vue={vue} action={`/legalite/actes/${a.id}/pieces`} libelle="Annexe" multipart depot={`/legalite/actes/${a.id}/depots`}>
              <input type="hidden" name="champ" value="annexe" />
              <Selection vue={vue} nom="annexeCode" libelle="Genre d’annexe" facultatif options={d.annexes.map((x) => ({ valeur: x.code, libelle: x.libelle }))} vide="Autre annexe" />
              <Texte vue={vue} nom="annexeTitre" libelle="Titre" facultatif max={120} />
              <FichierChamp vue={vue} nom="annexe" libelle="Fichier" aide="PDF ou photographie, 60 Mo au plus." />
              <Bouton ton="second">Joindre l’annexe</Bouton>
            </Formulaire>
          </details>
        </div>
      ) : null}
    </Panneau>
  )
}
