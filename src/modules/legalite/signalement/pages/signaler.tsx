import { ouvert, page } from '../../../../kernel/module.ts'
import type { Acteur } from '../../../../kernel/identite/acteur.ts'
import { Actions, Bouton, Choix, FichierChamp, Formulaire, Gabarit, Recap, ResumeErreurs, Selection, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, Vue } from '../../../../ui/index.ts'
import { parId } from '../../acte/porte.ts'
import { direJour } from '../../acte/mots.ts'
import { getPublic } from '../../registre/pages/acte.tsx'
import { Masques } from '../../registre/texte-public.tsx'
import { connuDe } from '../porte.ts'
import { QUALITES } from '../signalement.ts'

const telephone = (contact: string) => (contact.startsWith('+229') ? contact.slice(4) : contact)

function Champs({ vue, acteur }: { vue: Vue; acteur: Acteur }) {
  const connu = connuDe(acteur)
  return (
    <>
      <ZoneTexte vue={vue} nom="texte" libelle="Ce que vous signalez" aide="Dites ce qui vous semble contraire à la loi, et pourquoi." lignes={7} max={3000} />
      <FichierChamp vue={vue} nom="fichier" libelle="Un document" facultatif aide="PDF ou photographie, 10 Mo au plus." />
      <Choix vue={vue} nom="qualite" libelle="Vous êtes" forme="ligne" options={Object.entries(QUALITES).map(([valeur, libelle]) => ({ valeur, libelle }))} valeur="citoyen" />
      <Texte vue={vue} nom="nom" libelle="Vos nom et prénoms" valeur={connu.nom} autocomplete="name" max={120} />
      <Texte vue={vue} nom="contact" libelle="Votre téléphone ou votre adresse électronique" aide="La réponse vous y est annoncée. Seule la préfecture les voit." valeur={telephone(connu.contact)} max={200} />
    </>
  )
}

const Suite = () => <p class="petit discret">Votre nom n’est jamais publié, ni donné à la commune. Vous pourrez l’effacer avec votre code de suivi.</p>

/** Tells the prefecture about an act of the public register. */
export const signalerActe = page({
  path: '/actes/:id/signaler',
  may: ouvert,
  titre: 'Signaler un acte',
  params: parId,
  load: async ({ db, params, maison, acteur }) => {
    const p = await getPublic(db, params.id)
    return { p, acteur, commune: maison.territoires.trouver(p.commune)?.nom ?? p.commune }
  },
  view: ({ p, acteur, commune }, vue) => (
    <Gabarit vue={vue} titre="Signaler un acte au préfet" etroit ariane={[{ libelle: 'Actes des communes', href: '/actes' }, { libelle: p.numero, href: `/actes/${p.acteId}` }]}>
      <h1>Signaler un acte au préfet</h1>
      <p class="chapeau">Le préfet contrôle si les actes des communes respectent la loi. Il lit chaque signalement et répond.</p>
      <ResumeErreurs vue={vue} />
      <Recap lignes={[{ titre: 'Acte', valeur: `${p.numero}, ${direJour(p.dateActe)}`, note: commune }, { titre: 'Objet', valeur: <Masques texte={p.objet} /> }]} />
      <Formulaire vue={vue} action={`/actes/${p.acteId}/signaler`} libelle="Signalement" multipart garde>
        <Champs vue={vue} acteur={acteur} />
        <Actions>
          <Bouton>Envoyer au préfet</Bouton>
          <a href={`/actes/${p.acteId}`}>Retour à l’acte</a>
        </Actions>
        <Suite />
      </Formulaire>
    </Gabarit>
  ),
})

/** The same about an act that is not in the register: by its commune and what is known of it. */
export const signalerAutre = page({
  path: '/actes/signaler',
  may: ouvert,
  titre: 'Signaler un acte qui n’est pas au registre',
  load: async ({ maison, acteur }) => ({ acteur, communes: maison.territoires.tous('commune').map((c): Option => ({ valeur: c.code, libelle: c.nom, groupe: maison.territoires.ancetres(c.code).find((t) => t.niveau === 'departement')?.nom ?? '' })).toSorted((a, b) => (a.groupe ?? '').localeCompare(b.groupe ?? '', 'fr')) }),
  view: ({ acteur, communes }, vue) => (
    <Gabarit vue={vue} titre="Signaler un acte au préfet" etroit ariane={[{ libelle: 'Actes des communes', href: '/actes' }]}>
      <h1>Signaler un acte au préfet</h1>
      <p class="chapeau">
        Cherchez d’abord l’acte dans le <a href="/actes">registre</a>. S’il n’y est pas, dites ici ce que vous en savez.
      </p>
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/actes/signaler" libelle="Signalement" multipart garde>
        <Selection vue={vue} nom="commune" libelle="Commune qui a pris l’acte" options={communes} />
        <Texte vue={vue} nom="designation" libelle="L’acte" aide="Son numéro, ou sa date et de quoi il parle." max={300} />
        <Champs vue={vue} acteur={acteur} />
        <Actions>
          <Bouton>Envoyer au préfet</Bouton>
          <a href="/actes">Retour au registre</a>
        </Actions>
        <Suite />
      </Formulaire>
    </Gabarit>
  ),
})
