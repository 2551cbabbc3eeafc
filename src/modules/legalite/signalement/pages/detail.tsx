import { Introuvable } from '../../../../lib/erreurs.ts'
import { dateHeure, taille, telephone } from '../../../../lib/francais.ts'
import { page } from '../../../../kernel/module.ts'
import { Bande, Bouton, BoutonSeul, Deux, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Texte, ZoneTexte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { parId } from '../../acte/porte.ts'
import { mayTenir, objetSignalement, sujetSignalement } from '../porte.ts'
import { ETATS, mayTraiter, QUALITES } from '../signalement.ts'
import type { Signalement } from '../signalement.ts'
import { getSignalement } from '../signalement.queries.ts'

/** One report, as the prefecture reads it and answers it. */
export const detail = page({
  path: '/legalite/signalements/:id',
  may: mayTenir,
  titre: 'Signalement',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSignalement,
  consulte: ({ s }: { s: Signalement }) => objetSignalement(s.id),
  load: async ({ db, params, portee, maison }) => {
    const s = await getSignalement(db, params.id, portee)
    return { s, commune: maison.territoires.trouver(s.commune)?.nom ?? s.commune }
  },
  view: ({ s, commune }, vue) => (
    <Gabarit vue={vue} titre="Signalement" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Signalements', href: '/legalite/signalements' }]}>
      <Bande titre={s.acteId ? `Signalement sur l’acte ${s.acteNumero}` : 'Signalement sur un acte à retrouver'}>
        <Etiquette ton={ETATS[s.etat].ton}>{ETATS[s.etat].mot}</Etiquette>
        <span class="discret">
          {commune}, {dateHeure(s.recuLe)}
        </span>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="À faire" large aside={<AFaire s={s} vue={vue} />}>
        <Panneau titre="Ce qui est signalé" id="texte">
          {s.texte.split(/\n+/).map((p, i) => (
            <p key={i}>{p}</p>
          ))}
          {s.fichierNom ? (
            <p>
              <a href={`/legalite/signalements/${s.id}/fichier`} target="_blank" rel="noopener">
                {s.fichierNom}
                <span class="sr"> (s’ouvre dans un nouvel onglet)</span>
              </a>{' '}
              <span class="discret petit">{taille(s.fichierTaille ?? 0)}</span>
            </p>
          ) : null}
        </Panneau>
        <Recap
          lignes={[
            { titre: 'Acte', valeur: s.acteId ? <a href={`/legalite/actes/${s.acteId}`}>{s.acteObjet}</a> : s.designation, note: s.acteId ? (s.designation ? `désigné ainsi : ${s.designation}` : '') : 'pas encore rattaché' },
            { titre: 'Auteur', valeur: s.effaceLe ? 'Effacé à sa demande' : s.nom, note: `${QUALITES[s.qualite]}${s.effaceLe ? '' : '. Ne le donnez pas à la commune'}` },
            ...(s.effaceLe ? [] : [{ titre: 'Joint par', valeur: s.telephone ? telephone(s.telephone) : s.courriel }]),
            ...(s.examineLe ? [{ titre: 'Examiné', valeur: dateHeure(s.examineLe), note: s.examineParNom ?? '' }] : []),
          ]}
        />
        {s.closLe ? (
          <Panneau titre={s.etat === 'repondu' ? 'Réponse' : 'Pourquoi il est écarté'} id="reponse">
            {s.reponse.split(/\n+/).map((p, i) => (
              <p key={i}>{p}</p>
            ))}
            <p class="petit discret">
              {dateHeure(s.closLe)}, {s.closParNom}
            </p>
          </Panneau>
        ) : null}
      </Deux>
    </Gabarit>
  ),
})

function AFaire({ s, vue }: { s: Signalement; vue: Vue }) {
  const ici = `/legalite/signalements/${s.id}`
  return (
    <Panneau titre="À faire" id="a-faire" ton="fort">
      {mayTraiter(s, 'examiner') ? (
        <BoutonSeul vue={vue} action={`${ici}/examiner`} ton="second">
          Prendre en examen
        </BoutonSeul>
      ) : null}
      {mayTraiter(s, 'lier') && !s.acteId ? (
        <Formulaire vue={vue} action={`${ici}/acte`} libelle="Rattacher à un acte" classe="pile">
          <Texte vue={vue} nom="numero" libelle="Numéro de l’acte" aide="Celui d’un acte que la commune a transmis." largeur={14} code max={15} />
          <Bouton ton="second">Rattacher</Bouton>
        </Formulaire>
      ) : null}
      {mayTraiter(s, 'repondre') ? (
        <>
          <Formulaire vue={vue} action={`${ici}/repondre`} libelle="Répondre" classe="pile" garde>
            <ZoneTexte vue={vue} nom="reponse" libelle="Réponse" aide="Lue par l’auteur, prévenu par message." lignes={7} max={3000} />
            <Bouton>Répondre</Bouton>
          </Formulaire>
          <details open={vue.erreurs.motif !== undefined}>
            <summary>Ce n’est pas du rôle de la préfecture</summary>
            <Formulaire vue={vue} action={`${ici}/ecarter`} libelle="Écarter" classe="pile">
              <ZoneTexte vue={vue} nom="motif" libelle="Pourquoi" aide="Lu par l’auteur. Dites où s’adresser." lignes={4} max={1000} />
              <Bouton ton="danger">Écarter ce signalement</Bouton>
            </Formulaire>
          </details>
        </>
      ) : (
        <p class="discret">L’auteur est prévenu de la réponse. Rien n’est à faire.</p>
      )}
    </Panneau>
  )
}

/** The file that came with a report. */
export const fichier = page({
  path: '/legalite/signalements/:id/fichier',
  may: mayTenir,
  titre: 'Fichier d’un signalement',
  params: parId,
  sujet: sujetSignalement,
  load: async ({ db, params, portee }) => {
    const s = await getSignalement(db, params.id, portee)
    if (!s.fichierSha256) throw new Introuvable('Ce signalement n’a pas de fichier')
    return s
  },
  consulte: (s) => objetSignalement(s.id),
  corps: (s, { maison }) => ({ type: s.fichierType!, nom: s.fichierNom!, corps: maison.depot.flux(s.fichierSha256!), entetes: { 'content-length': String(s.fichierTaille), ...(s.fichierType === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }) } }),
})
