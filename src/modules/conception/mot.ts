/** What the screens call a part of a definition: a label, and a sentence for whoever has never designed one. `vide`: what an empty choice stands for. */
export type Mot = { libelle: string; aide?: string; vide?: string }

export const m = (libelle: string, aide?: string, vide?: string): Mot => ({ libelle, ...(aide ? { aide } : {}), ...(vide ? { vide } : {}) })
