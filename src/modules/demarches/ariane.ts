import type { Lien, Vue } from '../../ui/index.ts'

/** The way back from a page of a file: by the list of files, for whoever may open it (a post called on one file may not), then the rest. */
export const versDossiers = (vue: Pick<Vue, 'menu'>, ...suite: readonly Lien[]): Lien[] => [...vue.menu.filter((entree) => entree.href === '/dossiers').map(({ libelle, href }) => ({ libelle, href })), ...suite]
