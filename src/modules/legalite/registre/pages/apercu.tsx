import { Introuvable } from '../../../../lib/erreurs.ts'
import { enumerer, taille } from '../../../../lib/francais.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, CaseSeule, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Vide } from '../../../../ui/index.ts'
import { direNumero } from '../../acte/acte.ts'
import { parId, sujetActe } from '../../acte/porte.ts'
import { direJour } from '../../acte/mots.ts'
import { detecterActe, GENRES } from '../detecter.ts'
import type { GenreDonnee } from '../detecter.ts'
import { lireAPublier } from '../porte.ts'
import { findPreparee } from '../publication.queries.ts'
import { Masques, TextePublic } from '../texte-public.tsx'

const MODES = { original: 'L’original, tel quel', masque: 'Le texte refait, passages masqués. L’original n’est pas publié', fourni: 'Les images des pages que vous avez masquées. L’original n’est pas publié' }

/** What would be published, exactly, before anybody else reads it. */
export const apercu = page({
  path: '/legalite/actes/:id/publier/apercu',
  may: permission('legalite.publier'),
  titre: 'Version publique d’un acte',
  gabarit: 'agent',
  params: parId,
  sujet: sujetActe,
  consulte: ({ acte }: { acte: { id: string } }) => `acte:${acte.id}`,
  load: async (lu) => {
    const { acte, nature } = await lireAPublier(lu)
    const p = await findPreparee(lu.db, acte.id, lu.portee)
    if (!p) throw new Introuvable('Aucune version publique n’est préparée pour cet acte')
    return { acte, nature, p, reste: detecterActe(p.objet, p.texte).slice(0, 50) }
  },
  view: ({ acte, nature, p, reste }, vue) => {
    const ici = `/legalite/actes/${acte.id}/publier`
    const masques = Object.entries(p.passages) as [GenreDonnee, number][]
    return (
      <Gabarit vue={vue} titre={`Version publique de ${direNumero(acte)}`} genre="agent" etroit ariane={[{ libelle: direNumero(acte), href: `/legalite/actes/${acte.id}` }, { libelle: 'Publier', href: ici }]}>
        <h1>Ce que chacun lira</h1>
        <ResumeErreurs vue={vue} />
        <Recap
          lignes={[
            { titre: 'Acte', valeur: `${nature} ${p.numero}, ${direJour(p.dateActe)}` },
            { titre: 'Publié', valeur: MODES[p.mode], note: masques.length > 0 ? `masqués : ${enumerer(masques.map(([g, n]) => `${GENRES[g].toLowerCase()} (${n})`))}` : '' },
            { titre: 'Fichier', valeur: <a href={`${ici}/fichier`} target="_blank" rel="noopener">Ouvrir le PDF public<span class="sr"> (nouvel onglet)</span></a>, note: taille(p.taille) },
          ]}
        />
        {reste.length > 0 ? (
          <Avis ton="att" titre="Se lisent encore" niveau={2}>
            <p>{enumerer(reste.map((t) => `« ${t.passage} »`))}. Vérifiez que c’est voulu.</p>
          </Avis>
        ) : null}
        <Panneau titre="Objet" id="objet">
          <p>
            <Masques texte={p.objet} />
          </p>
        </Panneau>
        <Panneau titre="Texte" id="texte">
          {p.texte.trim() === '' ? <Vide titre="Pas de texte">Chacun ouvrira le PDF. Ses mots ne se chercheront pas.</Vide> : <TextePublic pages={p.texte.split('\f')} />}
        </Panneau>
        <Formulaire vue={vue} action={`${ici}/confirmer`} libelle="Publier">
          <input type="hidden" name="publication" value={p.id} />
          {p.mode === 'fourni' ? <CaseSeule vue={vue} nom="vu" libelle="PDF regardé" phrase="J’ai ouvert le PDF public et regardé chaque page." /> : null}
          <Actions>
            <Bouton>Publier au registre</Bouton>
            <a href={ici}>Changer ce qui est masqué</a>
          </Actions>
        </Formulaire>
        <BoutonSeul vue={vue} action={`${ici}/abandonner`} ton="lien">
          Ne pas publier cet acte
        </BoutonSeul>
      </Gabarit>
    )
  },
})

/** The PDF that would be published. */
export const fichierPrepare = page({
  path: '/legalite/actes/:id/publier/fichier',
  may: permission('legalite.publier'),
  titre: 'Fichier public d’un acte, avant sa publication',
  params: parId,
  sujet: sujetActe,
  load: async (lu) => {
    const { acte } = await lireAPublier(lu)
    const p = await findPreparee(lu.db, acte.id, lu.portee)
    if (!p) throw new Introuvable('Aucune version publique n’est préparée pour cet acte')
    return { acte, p }
  },
  consulte: ({ acte }) => `acte:${acte.id}`,
  corps: ({ p }, { maison }) => ({ type: 'application/pdf', nom: `${p.numero.replaceAll('/', '-')}-public.pdf`, corps: maison.depot.flux(p.sha256), entetes: { 'content-length': String(p.taille) } }),
})
