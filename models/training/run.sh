#!/usr/bin/env bash
# Makes the built-in networks from nothing: data, training, export, calibration. README.md beside this file says what each step is.
# usage: LIVEPOSE=path/to/livepose SHARED=path/to/shared WORK=empty/folder models/training/run.sh
# CONTINUE=true goes on from the networks that are in models/ instead of from nothing; SEEDS are the scenes to learn from.
set -euo pipefail

: "${LIVEPOSE:?the livepose program}" "${SHARED:?the folder of test data: body/, video/, models/, images/}" "${WORK:?a folder for data and checkpoints}"
PYTHON=${PYTHON:-/usr/bin/python3}
HERE=$(cd "$(dirname "$0")" && pwd)
MODELS=$(dirname "$HERE")
SCENES=${SCENES:-2500}
SEEDS=${SEEDS:-11 12 13 14}
POSE_MINUTES=${POSE_MINUTES:-60}
DETECTOR_MINUTES=${DETECTOR_MINUTES:-60}
CONTINUE=${CONTINUE:-false}

run() { "$PYTHON" "$HERE/$1.py" "${@:2}"; }

# Photographs as backgrounds, and a film of pedestrians, from Debian's packages.
mkdir -p "$WORK/packages" "$WORK/vtest"
(cd "$WORK/packages" && apt-get download mate-backgrounds lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 ukui-wallpapers gcompris-qt-data \
    opencv-doc python3-skimage visp-images-data && for file in *.deb; do dpkg-deb -x "$file" root; done)
run gather_photos "$WORK/packages/root" -o "$WORK/backgrounds"
ffmpeg -loglevel error -i "$WORK/packages/root/usr/share/doc/opencv-doc/examples/data/vtest.avi" -vf "select='not(mod(n\,4))'" -vsync 0 -q:v 3 \
    "$WORK/vtest/vtest_%04d.jpg"

# Real people, as larger networks see them.
teachers=(--detector "$SHARED/models/detectors/rtmdet_nano_person.onnx" --pose "$SHARED/models/pose/pp_tinypose_256x192.onnx")
"$LIVEPOSE" video "$SHARED"/video/*.mp4 -o "$WORK/teacher" --formats jsonl --detect-every 1 --no-smoothing "${teachers[@]}"
"$LIVEPOSE" video "$WORK/vtest" --sequence -o "$WORK/teacher" --formats jsonl --detect-every 1 --no-smoothing --min-score 0.3 "${teachers[@]}"
run pseudo_labels --videos "$SHARED"/video/*.mp4 --poses "$WORK/teacher" -o "$WORK/labelled/clips"
run pseudo_labels --videos "$WORK/vtest" --poses "$WORK/teacher" -o "$WORK/labelled/vtest"

# Synthetic people: SEEDS to learn from; 1001 for the confidence head; 2001 to measure with.
scenes() { "$LIVEPOSE" synth images --count "$1" --seed "$2" -o "$3" --size 480 --body "$SHARED/body" --backgrounds "$WORK/backgrounds"; }
for seed in $SEEDS; do scenes "$SCENES" "$seed" "$WORK/scenes/$seed"; done
scenes 2500 1001 "$WORK/scenes/calibrate"
scenes 1300 2001 "$WORK/scenes/test"

caches() { # folder of annotations.json and images/, kind, name
    run crops --annotations "$1/annotations.json" --images "$1/images" -o "$WORK/pose/$2/$3"
    run pictures --annotations "$1/annotations.json" --images "$1/images" -o "$WORK/detector/$2/$3"
}
for name in clips vtest; do caches "$WORK/labelled/$name" real $name; done
for seed in $SEEDS; do caches "$WORK/scenes/$seed" synth "$seed"; done
run pictures --images "$WORK/backgrounds" -o "$WORK/detector/empty/photos"

# Networks. The detector of a first run begins with the pose network's backbone, so it waits for it; one that goes on trains beside it.
pose=(--data "$WORK/pose/synth=0.87" "$WORK/pose/real=0.13")
detector=(--data "$WORK/detector/synth=0.70" "$WORK/detector/real=0.16" "$WORK/detector/empty=0.14" --minutes "$DETECTOR_MINUTES")
if [ "$CONTINUE" = true ]; then
    run from_onnx --network heatmap --onnx "$MODELS/paper/heatmap.onnx" --data "$WORK/pose/synth" -o "$WORK/heatmap0.pt"
    run from_onnx --network detector --onnx "$MODELS/livepose-detector.onnx" --data "$WORK/detector/synth" -o "$WORK/detector0.pt"
    run train_detector "${detector[@]}" --from "$WORK/detector0.pt" --rate 1.5e-3 --seed 12 -o "$WORK/detector.pt" &
    run train_pose --family heatmap "${pose[@]}" --from "$WORK/heatmap0.pt" --rate 1.6e-3 --seed 11 --minutes "$POSE_MINUTES" -o "$WORK/heatmap.pt"
    wait $!
else
    run train_pose --family heatmap "${pose[@]}" --minutes "$POSE_MINUTES" -o "$WORK/heatmap.pt"
    run train_detector "${detector[@]}" --from "$WORK/heatmap.pt" -o "$WORK/detector.pt"
fi
run train_pose --family integral "${pose[@]}" --from "$WORK/heatmap.pt" --rate 6e-4 --minutes 8 -o "$WORK/integral.pt"
run train_pose --family regression "${pose[@]}" --from "$WORK/heatmap.pt" --rate 1.5e-3 --minutes 14 -o "$WORK/regression.pt"

mkdir -p "$MODELS/paper"
run export_onnx --network heatmap --weights "$WORK/heatmap.pt" -o "$MODELS/paper/heatmap.onnx"
run export_onnx --network integral --weights "$WORK/integral.pt" -o "$MODELS/paper/integral.onnx"
run export_onnx --network regression --weights "$WORK/regression.pt" -o "$MODELS/paper/regression.onnx"
run export_onnx --network detector --weights "$WORK/detector.pt" -o "$MODELS/livepose-detector.onnx"

# The confidence head, on people that the network never saw.
"$LIVEPOSE" calibrate --model "$MODELS/paper/heatmap.onnx" --annotations "$WORK/scenes/calibrate/annotations.json" \
    --images "$WORK/scenes/calibrate/images" -o "$MODELS/livepose-pose.onnx"
