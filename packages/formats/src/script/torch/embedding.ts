import { rowsOf } from 'gradscope';
import type { LayerText } from '../layerScript.ts';
import { call } from '../pythonText.ts';

export const embeddingText: LayerText = ({ settings, init }, { start }) =>
  call('Embedding', [start(init, rowsOf(settings), settings.width)]);

export const EMBEDDING_PARTS = {
  Embedding: () => `class Embedding(torch.nn.Module):
    """The row of W for each token."""
    def __init__(self, start):
        super().__init__()
        self.embedding = torch.nn.Embedding.from_pretrained(torch.from_numpy(start[0]), freeze=False)

    def forward(self, x):
        return self.embedding(x[..., 0].long())`,
};
