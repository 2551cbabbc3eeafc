import { ajouterJours, jourLocal } from '../../kernel/calendrier/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { insertAffectation, insertPoste, listPostes } from '../../kernel/identite/affectation.queries.ts'
import { insertAgent, updateMotDePasse, updateTotp } from '../../kernel/identite/agent.queries.ts'
import { DOMAINE_DEMONSTRATION } from '../../kernel/identite/demonstration.ts'
import { hacher } from '../../kernel/identite/mot-de-passe.ts'
import { findAgentSecret } from '../../kernel/identite/personne.queries.ts'
import { findRole } from '../../kernel/identite/role.ts'
import { chiffrer } from '../../kernel/identite/second-facteur.ts'
import type { Maison } from '../../kernel/maison.ts'
import { uuidv7 } from '../../lib/uuid.ts'

export const MOT_DE_PASSE_DEMONSTRATION = 'iroko-demonstration'

type Compte = { courriel: string; nom: string; presentation: string; essayer: string; postes: { role: string; lieu: string; bureau?: string; nature?: 'interim' }[] }

const compte = (prefixe: string, nom: string, presentation: string, essayer: string, ...postes: Compte['postes']): Compte => ({ courriel: `${prefixe}@${DOMAINE_DEMONSTRATION}`, nom, presentation, essayer, postes })

/** The demonstration's agents, printed at start. Places are looked up by name: « Bohicon I » is an arrondissement. */
export const COMPTES_DEMONSTRATION: readonly Compte[] = [
  compte('agent.bohicon1', 'Assiba Kpadonou', 'Agent d’arrondissement, Bohicon I', 'Vérifier un dossier, demander un papier, constater, proposer', { role: 'agent_arrondissement', lieu: 'Bohicon I' }),
  compte('chef.bohicon1', 'Hounsou Tognon', 'Chef d’arrondissement, Bohicon I', 'Signer une décision, révoquer un document', { role: 'chef_arrondissement', lieu: 'Bohicon I' }),
  compte('agent.bohicon2', 'Mahugnon Sènou', 'Agent d’arrondissement, Bohicon II', 'Ne voit que Bohicon II', { role: 'agent_arrondissement', lieu: 'Bohicon II' }),
  compte('se.bohicon', 'Hortense Agbodjan', 'Secrétaire exécutive, mairie de Bohicon', 'Signer pour toute la commune', { role: 'secretaire_executif', lieu: 'Bohicon' }),
  compte('actes.bohicon', 'Clément Houéto', 'Agent des actes et du conseil, mairie de Bohicon', 'Tenir une séance du conseil, transmettre un acte, répondre à la préfecture', { role: 'agent_actes', lieu: 'Bohicon' }),
  compte('maire.bohicon', 'Séraphine Ahossi', 'Maire de Bohicon', 'Signer un acte, le publier au registre', { role: 'maire', lieu: 'Bohicon' }),
  compte('guichet.bohicon', 'Codjo Lokossou', 'Agent de guichet, mairie de Bohicon', 'Remplir une demande pour quelqu’un', { role: 'agent_guichet', lieu: 'Bohicon' }),
  compte('interim.bohicon1', 'Rigobert Zinsou', 'Chef d’arrondissement par intérim, Bohicon I', 'Signer pendant une absence', { role: 'chef_arrondissement', lieu: 'Bohicon I', nature: 'interim' }),
  compte('etatcivil.bohicon', 'Adjoa Dossou', 'Agent de l’état civil, mairie de Bohicon ; intérim de la secrétaire exécutive', 'Deux fonctions à la fois, l’une datée', { role: 'etat_civil', lieu: 'Bohicon' }, { role: 'secretaire_executif', lieu: 'Bohicon', nature: 'interim' }),
  compte('agent.parakou', 'Baké Orou', 'Agent d’arrondissement, Parakou', 'Un dossier de Bohicon n’existe pas pour elle', { role: 'agent_arrondissement', lieu: '1er arrondissement de Parakou' }),
  compte('chef.parakou', 'Ganiou Chabi', 'Chef d’arrondissement, Parakou', 'Signer à Parakou', { role: 'chef_arrondissement', lieu: '1er arrondissement de Parakou' }),
  compte('se.parakou', 'Moussa Sabi', 'Secrétaire exécutif, mairie de Parakou', 'Ne voit rien de Bohicon', { role: 'secretaire_executif', lieu: 'Parakou' }),
  compte('prefecture.zou', 'Léopold Gbaguidi', 'Agent de la préfecture du Zou', 'Voir le territoire', { role: 'agent_prefecture', lieu: 'Zou' }),
  compte('legalite.zou', 'Victoire Tchibozo', 'Chargée du contrôle de légalité, préfecture du Zou', 'Contrôler un acte avec sa grille, préparer une lettre', { role: 'controleur_legalite', lieu: 'Zou' }),
  compte('sg.zou', 'Théophile Akplogan', 'Secrétaire général de la préfecture du Zou', 'Répartir les actes, signer une demande de pièces', { role: 'secretaire_general', lieu: 'Zou' }),
  compte('prefet.zou', 'Firmin Kouton', 'Préfet du Zou', 'Signer des observations, suspendre, déférer au juge', { role: 'prefet', lieu: 'Zou' }),
  compte('actes.parakou', 'Adama Yacoubou', 'Agent des actes et du conseil, mairie de Parakou', 'Ne voit aucun acte de Bohicon', { role: 'agent_actes', lieu: 'Parakou' }),
  compte('ministere', 'Nafissatou Bio', 'Agent du ministère, secrétariat général', 'Voir le pays, imputer le courrier du secrétariat général', { role: 'agent_ministere', lieu: 'Bénin', bureau: 'Secrétariat général du ministère' }),
  compte('directeur.dpaf', 'Clarisse Ahouandjinou', 'Directrice de la planification, de l’administration et des finances', 'Viser et signer les demandes des agents, publier une démarche, imputer le courrier', { role: 'directeur', lieu: 'Bénin', bureau: 'Direction de la planification, de l’administration et des finances' }),
  compte('directeur.dsi', 'Romuald Sossa', 'Directeur des systèmes d’information', 'Viser les demandes de ses agents', { role: 'directeur', lieu: 'Bénin', bureau: 'Direction des systèmes d’information' }),
  compte('agent.dsi', 'Ines Tchibozo', 'Agent de la direction des systèmes d’information', 'Demander un congé, une mission, du matériel', { role: 'agent_ministere', lieu: 'Bénin', bureau: 'Direction des systèmes d’information' }),
  compte('dpaf', 'Bonaventure Hounkpè', 'Agent du ministère, direction de la planification', 'Traiter un courrier que le secrétariat général lui impute', { role: 'agent_ministere', lieu: 'Bénin', bureau: 'Direction de la planification, de l’administration et des finances' }),
  compte('directeur.sgm', 'Gildas Hounnou', 'Secrétaire général du ministère', 'Signer un congé, une mission, autoriser un achat', { role: 'directeur', lieu: 'Bénin', bureau: 'Secrétariat général du ministère' }),
  compte('cabinet', 'Mariam Tamou', 'Agent du Cabinet du ministre', 'Étudier une demande d’audience', { role: 'agent_ministere', lieu: 'Bénin', bureau: 'Cabinet du ministre' }),
  compte('directeur.cabinet', 'Pascal Amoussou', 'Directeur de cabinet', 'Répondre à une demande d’audience', { role: 'directeur', lieu: 'Bénin', bureau: 'Cabinet du ministre' }),
  compte('prefet.zou', 'Firmin Kouassi', 'Préfet du Zou', 'Imputer le courrier, lire ce qui est confidentiel', { role: 'prefet', lieu: 'Zou' }),
  compte('maire.bohicon', 'Séraphine Ahossi', 'Maire de Bohicon', 'Imputer le courrier de la mairie', { role: 'maire', lieu: 'Bohicon' }),
  compte('admin1', 'Afiavi Houngbédji', 'Administratrice', 'Comptes, postes, journal ; demander ce qui exige deux personnes', { role: 'administrateur', lieu: 'Bénin', bureau: 'Direction des systèmes d’information' }),
  compte('admin2', 'Kossi Adjovi', 'Administrateur', 'Accorder ce que l’autre administratrice demande', { role: 'administrateur', lieu: 'Bénin', bureau: 'Secrétariat général du ministère' }),
  compte('audit', 'Yabo Sabi', 'Auditeur', 'Lire les dossiers et le journal, sans rien changer', { role: 'auditeur', lieu: 'Bénin' }),
]

/** The territory and the office of a post, by the place's name. */
function lieuDe(maison: Maison, role: string, nom: string): { code: string; bureau: string } {
  const niveau = findRole(role)?.niveau
  if (niveau === undefined || niveau === 'national') return { code: 'BJ', bureau: 'Ministère de la Décentralisation' }
  const trouve = maison.territoires.chercher(nom, { niveau })[0]
  if (!trouve) throw new Error(`Démonstration : « ${nom} » n’est pas dans le territoire`)
  return { code: trouve.code, bureau: maison.territoires.bureaux(trouve.code)[0]?.nom ?? trouve.nom }
}

/** Where an account is managed from: the commune of its post, or the post's own territory above. */
function rattachementDe(maison: Maison, code: string): string {
  return maison.territoires.ancetres(code).find((t) => t.niveau === 'commune')?.code ?? code
}

/** Secret of a demonstration agent's authenticator: the same after each start, so that the codes shown stay right. */
export const totpDemonstration = (maison: Maison, courriel: string): Buffer => Buffer.from(maison.secret(`demo-totp:${courriel}`).subarray(0, 20))

/** Opens the demonstration's accounts and posts; those that are there stay as they are. */
export async function remplirComptes(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  let hache: string | undefined
  for (const c of COMPTES_DEMONSTRATION) {
    if (await findAgentSecret(tx, { courriel: c.courriel })) continue
    hache ??= await hacher(MOT_DE_PASSE_DEMONSTRATION)
    const id = uuidv7(maintenant.getTime())
    const premier = c.postes[0]!
    const rattachement = rattachementDe(maison, lieuDe(maison, premier.role, premier.lieu).code)
    await insertAgent(tx, { id, nom: c.nom, courriel: c.courriel, rattachement, invitePar: null, maintenant })
    await updateMotDePasse(tx, id, hache)
    await updateTotp(tx, id, chiffrer(maison.secret('totp'), totpDemonstration(maison, c.courriel)), 0, maintenant)
    for (const p of c.postes) await affecter(tx, maison, id, p, maintenant)
  }
}

async function affecter(tx: Tx, maison: Maison, agentId: string, p: Compte['postes'][number], maintenant: Date): Promise<void> {
  const { code, bureau: siege } = lieuDe(maison, p.role, p.lieu)
  const bureau = p.bureau ?? siege
  const jour = jourLocal(maintenant)
  const connus = await listPostes(tx, { codes: [code] }, jour, { role: p.role, limite: 50 })
  let posteId = connus.find((poste) => poste.bureau === bureau)?.id
  if (!posteId) {
    posteId = uuidv7(maintenant.getTime())
    await insertPoste(tx, { id: posteId, role: p.role, territoire: code, bureau, ouvertLe: '2022-02-20' })
  }
  const interim = p.nature === 'interim'
  await insertAffectation(tx, {
    posteId,
    agentId,
    nature: p.nature ?? 'titulaire',
    du: ajouterJours(jour, interim ? -2 : -400),
    au: interim ? ajouterJours(jour, 12) : null,
    acte: interim ? 'Note d’intérim de démonstration' : 'Arrêté de démonstration',
    decideePar: 'systeme:demonstration',
    maintenant,
  })
}
