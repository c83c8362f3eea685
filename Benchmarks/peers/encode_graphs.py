"""The ONNX graph of a sentence-transformers folder: exported from its weights, and quantised."""

import pathlib


def export(model_folder, graph_folder):
    """Writes f32.onnx and int8.onnx to graph_folder unless they are there; returns their paths."""
    folder = pathlib.Path(graph_folder)
    plain, quantised = folder / "f32.onnx", folder / "int8.onnx"
    if not plain.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _export_plain(model_folder, plain)
    if not quantised.exists():
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(str(plain), str(quantised), weight_type=QuantType.QInt8)
    return plain, quantised


def _export_plain(model_folder, path):
    import torch
    from transformers import AutoModel

    class LastHiddenState(torch.nn.Module):
        def __init__(self, model):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.model(
                input_ids=input_ids,
                attention_mask=attention_mask,
                token_type_ids=token_type_ids,
            ).last_hidden_state

    model = AutoModel.from_pretrained(model_folder, attn_implementation="eager").eval()
    ids = torch.ones(2, 8, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        LastHiddenState(model),
        (ids, ids, torch.zeros_like(ids)),
        str(path),
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names + ["last_hidden_state"]},
        opset_version=17,
        dynamo=False,
    )
