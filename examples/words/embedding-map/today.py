import numpy as np
from sklearn.manifold import TSNE

vectors = np.random.rand(500, 150)  # put your own here
tsne = TSNE(perplexity=30, n_components=2, init="pca", max_iter=5000)
places = tsne.fit_transform(vectors)
