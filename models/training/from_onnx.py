"""A checkpoint from an exported network, for train_*.py --from: training goes on where a file in models/ ended.

usage: from_onnx.py --network heatmap|regression|integral|detector --onnx heatmap.onnx --data FOLDER -o heatmap.pt
FOLDER is a folder of caches: an exported kernel has its batch normalisation multiplied into it, and the statistics that training needs
are measured again on those samples.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

import detector_samples
import pose_samples
from export_onnx import NETWORKS
from layers import normalised


def normalisations(network: nn.Module) -> dict[nn.Conv2d, nn.BatchNorm2d]:
    """The batch normalisation that follows a convolution."""
    blocks = [list(block) for block in network.modules() if isinstance(block, nn.Sequential)]
    pairs = [pair for block in blocks for pair in zip(block, block[1:])]
    return {first: second for first, second in pairs if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d)}


def layers_in_order(network: nn.Module, example: Tensor) -> list[nn.Module]:
    """Convolutions and matrix layers in the order in which they run, which is their order in the exported graph."""
    order: list[nn.Module] = []
    layers = [layer for layer in network.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    hooks = [layer.register_forward_pre_hook(lambda layer, _: order.append(layer)) for layer in layers]
    network(example)
    for hook in hooks:
        hook.remove()
    return order


@torch.no_grad()
def take_kernels(network: nn.Module, file: Path, example: Tensor) -> None:
    """The file's kernels and biases; a normalisation after a kernel only adds its bias from then on."""
    graph = onnx.load(str(file)).graph
    arrays = {entry.name: torch.from_numpy(numpy_helper.to_array(entry).copy()) for entry in graph.initializer}
    nodes = [node for node in graph.node if node.op_type in ("Conv", "Gemm")]
    layers, after = layers_in_order(network, example), normalisations(network)
    if len(nodes) != len(layers):
        raise ValueError(f"'{file}' has {len(nodes)} layers with kernels and the network {len(layers)}; name the --network that the file holds.")
    for node, layer in zip(nodes, layers):
        kernel, bias = (arrays[name] for name in node.input[1:3])
        layer.weight.copy_(kernel)
        norm = after.get(layer)
        if norm is None:
            layer.bias.copy_(bias)
        else:
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.fill_(1)
            norm.bias.copy_(bias)


@torch.no_grad()
def measure_statistics(network: nn.Module, inputs: list[Tensor]) -> None:
    """Gives every normalisation the mean and variance of what it sees, and the scale and shift that leave the network's answer as it was."""
    norms = list(normalisations(network).values())
    seen: dict[nn.BatchNorm2d, list[Tensor]] = {norm: [] for norm in norms}
    hooks = [norm.register_forward_pre_hook(lambda norm, x: seen[norm].append(torch.stack([x[0].mean((0, 2, 3)), (x[0] ** 2).mean((0, 2, 3))])))
             for norm in norms]
    for batch in inputs:
        network(batch)
    for hook in hooks:
        hook.remove()
    for norm in norms:
        mean, square = torch.stack(seen[norm]).mean(0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(square - mean ** 2)
        norm.weight.copy_((norm.running_var + norm.eps).sqrt())
        norm.bias.add_(mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, required=True)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    network = NETWORKS[arguments.network][0]().eval()
    batches = detector_samples.batches if arguments.network == "detector" else pose_samples.batches
    inputs = [normalised(batch[0]) for batch in islice(batches({arguments.data: 1.0}, 32, seed=1), 16)]
    take_kernels(network, arguments.onnx, inputs[0])
    before = network(inputs[0])
    measure_statistics(network, inputs)
    pairs = zip(before, network(inputs[0])) if isinstance(before, tuple) else [(before, network(inputs[0]))]
    change = max(float((old - new).abs().max()) for old, new in pairs)
    torch.save({"average": network.state_dict()}, arguments.output)
    print(f"{arguments.output}: the answers moved by {change:.1e} at most")


if __name__ == "__main__":
    main()
