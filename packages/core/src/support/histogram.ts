export interface HistogramSnapshot { readonly count: number }
